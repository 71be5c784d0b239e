-- What others have reported at a place: the open requests of a category that stand for themselves.
create index ticket_reported on ticket (category, opened_at)
    where address is not null and merged_into is null and status in ('NEW', 'IN_HAND', 'WITH_SERVICE');
