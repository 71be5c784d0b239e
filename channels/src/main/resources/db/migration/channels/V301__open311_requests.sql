-- The reports as apps list them, drawn from the log by the follower `open311`; can be dropped and rebuilt.
create table channels_open311_request (
    ticket       uuid        primary key,
    number       text        not null unique,
    service_code text        not null,
    open         boolean     not null,
    requested_at timestamptz not null,
    updated_at   timestamptz not null
);

create index channels_open311_request_requested on channels_open311_request (requested_at desc);
