-- Who is signed in where. What the browser's cookie holds stands nowhere: only its SHA-256 does.
create table session (
    id       text primary key,
    login    text        not null references account on delete cascade,
    way      text, -- by which it began; null while the second factor is awaited
    begun_at timestamptz not null,
    seen_at  timestamptz not null, -- to the half minute
    address  text        not null,
    browser  text        not null
);

create index session_login on session (login);
