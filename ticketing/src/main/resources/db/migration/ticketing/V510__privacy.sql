-- Data protection: what went, what is held back, who asked for what of a citizen, and who read which request.

-- When what was said on it, and who said it, was taken away last. Activity after that goes again, in its time.
alter table ticket add column anonymised_at timestamptz;
create index ticket_to_anonymise on ticket (changed_at, id)
    where status = 'CLOSED' and merged_into is null and (anonymised_at is null or changed_at > anonymised_at);
create index ticket_phone on ticket (phone) where phone is not null;
create index thread_id_ticket on thread_id (ticket_id);
create index thread_id_interaction on thread_id (interaction_id) where interaction_id is not null;

-- Nothing of these goes, whatever its age.
create table ticket_hold (
    ticket_id uuid primary key references ticket,
    why       text        not null check (length(why) between 10 and 500),
    held_by   text        not null,
    held_at   timestamptz not null
);

create table retention_run (
    id       bigint generated always as identity primary key,
    began_at timestamptz not null,
    ended_at timestamptz not null,
    -- null: the night's own
    asked_by text,
    tickets  int         not null,
    traces   int         not null
);

-- What was done for, or with, the data of one citizen, whom only his number in the house names. The reason is the
-- own words of who did it, and is emptied after a year; an erasure stays, to be done again on a restored backup.
create table rights_request (
    id         uuid primary key,
    kind       text        not null check (kind in ('READ', 'EXPORT', 'ERASURE')),
    citizen_id uuid        not null,
    why        text        not null,
    -- null: brought back from the file of erasures
    asked_by   text,
    asked_at   timestamptz not null,
    done_at    timestamptz
);
create index rights_request_asked on rights_request (asked_at desc);
create index rights_request_to_do on rights_request (asked_at) where kind = 'ERASURE' and done_at is null;

-- One row for each reader, purpose and day, however often the page is opened.
create table ticket_reading (
    ticket_id uuid        not null references ticket,
    reader    text        not null,
    purpose   text        not null,
    day       date        not null,
    first_at  timestamptz not null,
    last_at   timestamptz not null,
    times     int         not null default 1,
    primary key (ticket_id, reader, purpose, day)
);
create index ticket_reading_day on ticket_reading (day);
