-- One row a call, so that each is accounted for exactly once, whoever sees it first and however often we are killed.
-- The number of the caller is personal data: it stands here and nowhere else, never in an event or a log line.
create table call (
    call         text primary key,
    contact      uuid        not null unique,
    caller       text,
    arrived_at   timestamptz not null,
    queued_at    timestamptz,
    connected_at timestamptz,
    agent        text,
    ended_at     timestamptz
);

create index call_open on call (arrived_at) where ended_at is null;

-- The phones of an agent. The passwords are made by us, open nothing but the line, and the browser needs them in clear.
create table agent_phone (
    agent        text primary key,
    web_password text        not null,
    sip_password text        not null,
    reachable    boolean     not null default false,
    created_at   timestamptz not null default now()
);
