-- The number that whoever brought the message was told at once, and that its ticket bears.
alter table channels_inbox add column number text;
create unique index channels_inbox_number on channels_inbox (number) where number is not null;

-- Numbered messages are opened oldest first, and are not looked through for the others that are due.
drop index channels_inbox_due;
create index channels_inbox_due on channels_inbox (due_at) where state = 'stored' and number is null;
create index channels_inbox_to_open on channels_inbox (due_at, number) where number is not null and state <> 'processed';
