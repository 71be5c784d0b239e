-- A conversation may be held in a messenger, by whatever its provider calls the citizen there.
alter table channels_chat_conversation
    add column channel  text not null default 'chat',
    add column party    text,
    add column phone    text,
    -- when he wrote last, as the provider says: an answer is allowed for a time from then on
    add column heard_at timestamptz;
create unique index channels_chat_conversation_party on channels_chat_conversation (channel, party)
    where party is not null;

-- What a provider has told us, stored before it is told that we have it. Once handled, only the hash of its id is left.
create table channels_messaging_event (
    id          uuid        primary key,
    nth         bigint      generated always as identity,
    channel     text        not null,
    external_id text        not null,
    party       text,
    piece       bytea,
    received_at timestamptz not null,
    attempts    int         not null default 0,
    due_at      timestamptz not null,
    unique (channel, external_id)
);
create index channels_messaging_event_due on channels_messaging_event (due_at) where piece is not null;
create index channels_messaging_event_party on channels_messaging_event (channel, party, nth) where piece is not null;
create index channels_messaging_event_received on channels_messaging_event (received_at);

-- What has left, by the hash of the id that the provider gave it, so that what it tells of it later is understood.
create table channels_messaging_sent (
    channel      text        not null,
    provider_id  text        not null,
    conversation uuid        not null,
    -- external id in the outbox
    message      text        not null,
    interaction  uuid,
    sent_at      timestamptz not null,
    primary key (channel, provider_id)
);
create unique index channels_messaging_sent_message on channels_messaging_sent (channel, message);
create index channels_messaging_sent_conversation on channels_messaging_sent (conversation, sent_at);
