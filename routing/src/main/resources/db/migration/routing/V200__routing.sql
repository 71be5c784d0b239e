-- One row: how many steps have been stored. Each step moves it from the number that its engine knows to the next, so
-- that of two dispatchers only one can store, whatever both believe.
create table routing_turn (
    only_row boolean primary key default true check (only_row),
    turn     bigint not null
);
insert into routing_turn (turn) values (0);

create table routing_agent (
    agent        text primary key,
    presence     text        not null check (presence in ('OFFLINE', 'AVAILABLE', 'PAUSED')),
    pause_reason text,
    skills       text[]      not null,
    idle_since   timestamptz not null,
    state        text        not null,
    state_since  timestamptz not null
);

-- Skills are written skill:level. Ended contacts stay for a while, so that what comes twice is recognised.
create table routing_contact (
    contact       uuid primary key,
    ticket        uuid        not null,
    category      text        not null,
    channel       text        not null,
    cost          int         not null check (cost between 1 and 100),
    needs         text[]      not null,
    priority      int         not null,
    preferred     text,
    queued_at     timestamptz not null,
    phase         text        not null check (phase in ('WAITING', 'OFFERED', 'IN_CONVERSATION', 'WRAP_UP', 'ENDED')),
    agent         text,
    phase_since   timestamptz,
    phase_until   timestamptz,
    waited_millis bigint,
    score         double precision,
    matched       text[],
    check ((agent is not null) = (phase in ('OFFERED', 'IN_CONVERSATION', 'WRAP_UP')))
);

create index routing_contact_open on routing_contact (phase) where phase <> 'ENDED';
create index routing_contact_ended on routing_contact (phase_since) where phase = 'ENDED';
create unique index routing_one_ringing_offer on routing_contact (agent) where phase = 'OFFERED';

create table routing_exclusion (
    contact uuid        not null references routing_contact on delete cascade,
    agent   text        not null,
    until   timestamptz not null,
    primary key (contact, agent)
);

-- Who leads: the table of Spring Integration's lock registry.
create table routing_lock (
    lock_key      char(36)     not null,
    region        varchar(100) not null,
    client_id     char(36),
    created_date  timestamp    not null,
    expired_after timestamp    not null,
    primary key (lock_key, region)
);
