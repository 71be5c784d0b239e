-- What others have reported around a position: the open reports of a category.
create index ticket_near on ticket (category, latitude, longitude)
    where latitude is not null and channel = 'report' and status in ('NEW', 'IN_HAND', 'WITH_SERVICE');
