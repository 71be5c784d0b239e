-- How many files of citizens came with it, to bound them.
alter table channels_chat_message add column files integer not null default 0;

-- How often the citizen was sent by mail what was said.
alter table channels_chat_conversation add column transcripts integer not null default 0;
