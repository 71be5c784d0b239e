-- Who has ended which tour, so that it does not begin by itself again.
create table tour_seen (
    login   text not null,
    tour    text not null, -- DESK, BOARD
    seen_at timestamptz not null,
    primary key (login, tour)
);
