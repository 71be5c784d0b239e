-- What belongs to a request or a contact is found without reading everything.
create index channels_chat_conversation_ticket on channels_chat_conversation (ticket) where ticket is not null;
create index channels_chat_conversation_contact on channels_chat_conversation (contact) where contact is not null;
create index channels_chat_conversation_email on channels_chat_conversation (email) where email is not null;
create index channels_chat_message_contact on channels_chat_message (contact);
create index channels_chat_assistant_line_contact on channels_chat_assistant_line (contact);
create index channels_inbox_without_ticket on channels_inbox (received_at)
    where state in ('automatic', 'quarantined');
