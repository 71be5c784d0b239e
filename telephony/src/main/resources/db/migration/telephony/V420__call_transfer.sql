-- When the agent passed the caller on; null again as soon as he waits.
alter table call add column transferred_at timestamptz;
