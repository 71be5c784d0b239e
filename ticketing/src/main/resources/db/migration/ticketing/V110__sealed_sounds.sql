-- What a citizen said is not kept in the clear: the content of a sound is in the vault, under the id of its attachment.
alter table attachment add column sealed boolean not null default false;
create index attachment_unsealed on attachment (id) where type like 'audio/%' and not sealed;
