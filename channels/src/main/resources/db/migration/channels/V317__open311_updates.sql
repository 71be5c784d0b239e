-- What has happened to reports, as apps are told it, drawn from the log by the follower `open311` from this version on.
create table channels_open311_update (
    position bigint      not null,
    ticket   uuid        not null,
    at       timestamptz not null,
    open     boolean     not null,
    what     text        not null,
    primary key (position, ticket)
);

create index channels_open311_update_at on channels_open311_update (at);
create index channels_open311_update_ticket on channels_open311_update (ticket);
