-- Since when the citizen hears the agent and whom she asks.
alter table call add column joined_at timestamptz;
