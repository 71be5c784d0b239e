-- Calls of which something is left to forget.
create index call_to_forget on call (ended_at)
    where caller is not null or trace is not null or outside_number is not null;
