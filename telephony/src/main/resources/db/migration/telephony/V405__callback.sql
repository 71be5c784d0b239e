-- A citizen who is called back: each attempt is a call of its own, with the number to dial as its caller.
alter table call
    -- from 1
    add column attempt     smallint,
    -- the call in which he asked for it
    add column callback_of text,
    -- since when he has waited: that call's place
    add column place_since timestamptz,
    -- from when it may be queued
    add column due_at      timestamptz,
    -- when an agent was ready and his phone began to ring
    add column dialled_at  timestamptz;

create index callback_due on call (due_at) where attempt is not null and queued_at is null and ended_at is null;
