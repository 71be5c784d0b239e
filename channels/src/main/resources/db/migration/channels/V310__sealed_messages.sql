-- What a citizen said to the answering machine is in the vault, under the id of its message.
alter table channels_inbox add column sealed boolean not null default false;
create index channels_inbox_unsealed on channels_inbox (message) where channel = 'voicemail' and not sealed;
