-- Who writes just now, and how far each has read: one row for each conversation, changed in place.
create table channels_chat_mark (
    conversation     uuid        primary key references channels_chat_conversation (id) on delete cascade,
    citizen_typed_at timestamptz,
    citizen_read_at  timestamptz,
    agent_typed_at   timestamptz,
    agent_read_at    timestamptz,
    changed_at       timestamptz not null
);

create index channels_chat_mark_changed on channels_chat_mark (changed_at);
