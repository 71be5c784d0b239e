-- Calls of the line to itself that are over: by each stage, how long it took after the one before.
create table self_call (
    began_at        timestamptz primary key,
    -- the stage that was not reached; null when it got through
    failed          text,
    arrived_ms      integer,
    dialogue_ms     integer,
    routing_ms      integer,
    queued_ms       integer,
    caller_hears_ms integer,
    desk_hears_ms   integer,
    over_ms         integer
);
