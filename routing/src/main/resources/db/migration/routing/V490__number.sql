-- The city's number that was called, as telephony stores it; null where it is not known, and for what is no call.
alter table routing_contact add column number text;
