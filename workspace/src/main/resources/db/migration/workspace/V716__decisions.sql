-- Who did what and when, drawn from the log: it can be emptied and drawn again.
create table decision (
    position bigint primary key,
    at       timestamptz not null,
    by       text,  -- null where the product did it itself
    kind     text  not null,
    details  jsonb not null
);

create index decision_by on decision (by, position);
create index decision_kind on decision (kind, position);
create index decision_at on decision (at);
