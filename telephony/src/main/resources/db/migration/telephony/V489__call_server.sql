-- Which of several telephone servers a call that we make was given to: the id of one that arrived says it.
alter table call add column server text check (length(server) between 1 and 40);
-- Its server died with it. How it ended is told by the log.
alter table call add column lost_at timestamptz;
