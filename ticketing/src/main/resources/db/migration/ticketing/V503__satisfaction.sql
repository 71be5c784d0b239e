-- What citizens say of how their requests ended.
create table satisfaction (
    ticket_id uuid primary key references ticket,
    score smallint not null check (score between 1 and 5),
    comment text not null,
    at timestamptz not null
);
