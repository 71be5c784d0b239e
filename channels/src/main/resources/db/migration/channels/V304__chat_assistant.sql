-- What was said between a citizen and the assistant, before a person or the end. The citizen's lines are enough to know
-- where the conversation stands; ours are kept as they were said.
create table channels_chat_assistant_line (
    conversation uuid        not null references channels_chat_conversation (id) on delete cascade,
    place        bigint      generated always as identity,
    contact      uuid        not null,
    -- the browser's own, of what the citizen wrote; absent for the assistant
    client_id    text,
    text         text        not null,
    at           timestamptz not null,
    primary key (conversation, place),
    unique (conversation, client_id)
);
