-- Each crisis message that callers heard: who put it on, until when, and who took it off before its time.
create table crisis (
    id          bigint generated always as identity primary key,
    message     text        not null,
    declared_at timestamptz not null,
    ends_at     timestamptz not null,
    declared_by text        not null,
    lifted_at   timestamptz,
    lifted_by   text
);
