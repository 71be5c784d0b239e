-- Who hears, or heard, a conversation while it goes on, and why; one at a time for each supervisor and each call.
create table live_listening (
    id       uuid        primary key,
    contact  uuid        not null,
    agent    text        not null,
    listener text        not null,
    why      text        not null check (length(why) between 10 and 500),
    state    text        not null check (state in ('RINGING', 'ON', 'OVER')),
    mode     text        not null check (mode in ('LISTEN', 'WHISPER', 'BARGE')),
    asked_at timestamptz not null,
    began_at timestamptz,
    ended_at timestamptz,
    failure  text,
    check ((state = 'OVER') = (ended_at is not null)),
    check (state <> 'ON' or began_at is not null)
);
create unique index live_listening_listener on live_listening (listener) where state <> 'OVER';
create unique index live_listening_contact on live_listening (contact) where state <> 'OVER';
create index live_listening_asked on live_listening (asked_at);
create index live_listening_latest on live_listening (listener, asked_at);

-- Citizens who do not want it.
create table live_listening_objection (
    contact uuid        primary key,
    at      timestamptz not null
);
