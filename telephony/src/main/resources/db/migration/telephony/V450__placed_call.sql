-- The ticket out of which an agent calls the citizen; null for any other call.
alter table call add column placed_on uuid;
