-- A conversation of the widget. Its token is known to the citizen's browser alone; here is only its hash.
create table channels_chat_conversation (
    id         uuid        primary key,
    token_hash text        not null unique,
    name       text,
    email      text,
    language   text        not null,
    started_at timestamptz not null,
    -- the contact that goes on or went on last, and its ticket; absent before the first message
    contact    uuid,
    ticket     uuid,
    -- when a window of the citizen was last seen open
    seen_at    timestamptz not null,
    -- whether the contact has been told to be over because the citizen left
    left_off   boolean     not null default false
);

create index channels_chat_conversation_seen on channels_chat_conversation (seen_at)
    where contact is not null and not left_off;

-- What the citizen's browser sent, by the id it gave: the same id again is the same message.
create table channels_chat_message (
    conversation uuid        not null references channels_chat_conversation (id) on delete cascade,
    client_id    text        not null,
    contact      uuid        not null,
    interaction  uuid        not null,
    at           timestamptz not null,
    primary key (conversation, client_id)
);
