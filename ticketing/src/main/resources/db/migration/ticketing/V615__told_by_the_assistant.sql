-- What the assistant tells of an article; empty for one that it does not tell of.
alter table article add column told text not null default '';
alter table article_version add column told text not null default '';
