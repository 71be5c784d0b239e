-- Who is to work when, as files said it. What a later file replaced stays until it is a year old, for the undoing.
create table roster_import (
    import      bigint generated always as identity primary key,
    file        text not null, -- its name
    first_day   date not null,
    last_day    date not null,
    agents      integer not null,
    added       integer not null,
    replaced    integer not null,
    imported_by text not null,
    imported_at timestamptz not null,
    undone_by   text,
    undone_at   timestamptz
);

create table roster_entry (
    entry       bigint generated always as identity primary key,
    import      bigint not null references roster_import,
    agent       text not null,
    activity    text not null, -- SHIFT, BREAK …
    from_at     timestamptz not null,
    to_at       timestamptz not null check (to_at > from_at),
    replaced_by bigint references roster_import -- null: it holds
);

create index roster_entry_from on roster_entry (from_at) where replaced_by is null;
create index roster_entry_import on roster_entry (import);
create index roster_entry_replaced on roster_entry (replaced_by) where replaced_by is not null;

-- What was sent and is looked at before it is taken; for a day.
create table roster_draft (
    draft    uuid primary key,
    made_by  text not null,
    made_at  timestamptz not null default now(),
    file     text not null,
    content  text not null,
    agent    text, -- whose the events without attendees are
    revision bigint not null
);
