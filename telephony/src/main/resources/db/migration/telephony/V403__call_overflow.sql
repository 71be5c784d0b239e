-- When routing sent the caller out of the queue to the answering machine: from then on the end of the call is ours to tell.
alter table call add column overflowed_at timestamptz;
