-- What belongs to a number is found without reading everything.
create index channels_chat_conversation_phone on channels_chat_conversation (phone) where phone is not null;
