-- The assistant also speaks while nobody answers: state TAKEN, the request is on a ticket of its own.
alter table call_talk add closed boolean not null default false;
