-- Where an agent sends the citizen, or has sent him.
alter table call
    add column outside_number text,
    -- as the address book has it; null for a number that was typed
    add column outside_name   text,
    add column outside_kind   text,
    -- since when it rings; null when it does not
    add column outside_at     timestamptz,
    -- when he left the house; his call ends outside
    add column left_at        timestamptz;

-- The agents' address book. Nothing is ever altered: the newest row of a number holds, and all of them tell who
-- changed what.
create table outside_number (
    id       bigint generated always as identity primary key,
    number   text        not null,
    name     text        not null,
    kind     text        not null,
    -- it does not stand there any more
    removed  boolean     not null,
    saved_at timestamptz not null,
    saved_by text        not null
);

create index outside_number_newest on outside_number (number, id desc);
