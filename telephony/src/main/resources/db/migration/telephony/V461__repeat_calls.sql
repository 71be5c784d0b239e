-- Who calls again is looked up by the number that he calls from.
create index call_caller on call (caller, arrived_at) where caller is not null;
