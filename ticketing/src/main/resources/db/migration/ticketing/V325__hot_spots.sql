-- Requests that a supervisor said to be no incident with those around them: they count in no hot spot any more.
create table hot_spot_dismissal (
    ticket_id    uuid primary key references ticket,
    dismissed_by text        not null,
    dismissed_at timestamptz not null
);
-- Where requests gather: those that are open and have a position, the newest first.
create index ticket_hot on ticket (opened_at desc)
    where latitude is not null and status in ('NEW', 'IN_HAND', 'WITH_SERVICE');
