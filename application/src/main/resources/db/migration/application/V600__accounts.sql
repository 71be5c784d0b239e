-- Who may sign in. `stamp` grows with each change of rights or password: a session that was begun under another ends.
create table account (
    login         text primary key check (login ~ '^[a-z0-9][a-z0-9.-]{0,39}$'),
    name          text    not null check (char_length(name) between 1 and 80),
    role          text    not null check (role in ('AGENT', 'SUPERVISOR', 'ADMINISTRATOR', 'OFFICER')),
    service       text,
    active        boolean not null,
    password_hash text    not null,
    stamp         integer not null default 0,
    check ((role = 'OFFICER') = (service is not null))
);
