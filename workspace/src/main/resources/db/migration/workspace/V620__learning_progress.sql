-- How far a version is that is learned now.
alter table assistant_model add column phase text check (phase in ('READING', 'LEARNING', 'MEASURING'));
alter table assistant_model add column percent int not null default 0;
