-- The queue of what is still to be done, newest activity first, whatever lies closed beside it.
create index ticket_open_activity on ticket (changed_at desc, id) where status in ('NEW', 'IN_HAND', 'WITH_SERVICE');
