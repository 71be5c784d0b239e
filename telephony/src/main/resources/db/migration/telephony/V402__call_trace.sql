-- The network's own id of the call (SIP Call-ID), to hold our records against the operator's.
alter table call add column trace text;

create index call_arrived on call (arrived_at);
