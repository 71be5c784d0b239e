-- Calls that chance has chosen to be recorded, and what became of it. What was said is in the vault.
create table call_recording (
    call      text primary key,
    contact   uuid   not null unique,
    purpose   text   not null,
    -- what the citizen chose in the menu: he is queued with it once he has heard the notice
    category  text,
    state     text   not null,
    segment   int    not null default 0,
    agent     text,
    began_at  timestamptz,
    content   uuid,
    length_ms bigint not null default 0,
    kept_at   timestamptz
);
create index call_recording_open on call_recording (state) where state in ('RECORDING', 'PAUSED');
create index call_recording_kept on call_recording (kept_at) where state = 'KEPT';

-- Who listened, and why. The reason is the listener's own words, and stands here alone.
create table recording_listening (
    id       uuid primary key,
    contact  uuid        not null,
    listener text        not null,
    why      text        not null,
    at       timestamptz not null
);
create index recording_listening_at on recording_listening (at);

create table recording_switch (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    turned_on boolean    not null,
    who      text        not null
);

create table recording_purge (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    recordings  int         not null,
    kept_before timestamptz not null
);
