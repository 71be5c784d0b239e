-- Everything that arrived, as it arrived. A message is here before its sender is told that we have it.
create table channels_inbox (
    message     uuid        primary key,
    channel     text        not null,
    external_id text        not null,
    headers     jsonb       not null,
    body        bytea       not null,
    contact     uuid        not null unique,
    received_at timestamptz not null,
    state       text        not null check (state in ('stored', 'processed', 'automatic', 'quarantined')),
    reason      text,
    detail      text,
    attempts    int         not null default 0,
    -- when a message that is only stored is taken up again
    due_at      timestamptz not null,
    unique (channel, external_id)
);

create index channels_inbox_due on channels_inbox (due_at) where state = 'stored';
create index channels_inbox_quarantine on channels_inbox (received_at) where state = 'quarantined';
create index channels_inbox_received on channels_inbox (received_at);

-- Everything that leaves, composed once, so that sending it again sends the same.
create table channels_outbox (
    id          uuid        primary key,
    channel     text        not null,
    external_id text        not null,
    -- the interaction of a ticket that it carries; absent for a notice about a message that was set aside
    interaction uuid        unique,
    headers     jsonb       not null,
    body        bytea       not null,
    composed_at timestamptz not null,
    state       text        not null check (state in ('to-send', 'sent', 'failed')),
    reason      text,
    attempts    int         not null default 0,
    due_at      timestamptz not null,
    unique (channel, external_id)
);

create index channels_outbox_due on channels_outbox (due_at) where state = 'to-send';
