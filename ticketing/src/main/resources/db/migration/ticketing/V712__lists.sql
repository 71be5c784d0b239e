-- What waits longest, of what is still to be done; and one category of all.
create index ticket_open_opened on ticket (opened_at, id) where status in ('NEW', 'IN_HAND', 'WITH_SERVICE');
create index ticket_category_activity on ticket (category, changed_at desc, id);
