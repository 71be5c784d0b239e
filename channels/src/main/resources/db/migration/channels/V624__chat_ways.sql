-- How who writes goes on while people are long in coming: what was proposed to him, and what he chose.
create table channels_chat_way (
    contact      uuid        primary key,
    conversation uuid        not null references channels_chat_conversation (id) on delete cascade,
    slow         text        not null check (slow in ('BUSY', 'CLOSED')),
    chosen_at    timestamptz,
    -- at which he is called back; absent where he chose to be answered in writing
    number       text
);

create index channels_chat_way_conversation on channels_chat_way (conversation);
