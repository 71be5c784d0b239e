-- Requests that are one matter: each keeps its number, its citizen and what was said on it, and points to the one that
-- stands for all. What it was otherwise stays in its row, so that undoing the merge is taking the pointer away.
alter table ticket add column merged_into uuid references ticket;
alter table ticket add column merged_at timestamptz;
alter table ticket add column merged_by text;
-- what was said before the merge has an `nth` up to here
alter table ticket add column merged_nth bigint;
-- the strictest day promised to whoever is joined, where it is before its own
alter table ticket add column joined_due date;
-- the request that it was split off from
alter table ticket add column split_from uuid references ticket;
alter table ticket add constraint ticket_merged check (
    (merged_into is null) = (merged_at is null) and (merged_into is null) = (merged_by is null)
    and (merged_into is null) = (merged_nth is null) and merged_into <> id);
create index ticket_merged_into on ticket (merged_into) where merged_into is not null;

-- where a message was said that was split off since
alter table interaction add column split_from uuid references ticket;

drop index ticket_open_due;
create index ticket_open_due on ticket (least(coalesce(announced, promised), joined_due))
    where status in ('NEW', 'IN_HAND', 'WITH_SERVICE') and merged_into is null;
