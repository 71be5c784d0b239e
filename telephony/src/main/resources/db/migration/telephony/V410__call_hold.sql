-- Since when the caller is on hold; null when he is not.
alter table call add column held_at timestamptz;
