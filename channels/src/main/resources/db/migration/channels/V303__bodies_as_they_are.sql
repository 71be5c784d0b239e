-- Mails are mostly encoded files already: compressing them costs more than the disk that it saves.
alter table channels_inbox alter column body set storage external;
