-- What a service is told outside of the product that it was handed, and how the telling went.
create table hand_over (
    hand_over  uuid primary key,
    nth        bigint generated always as identity,
    ticket_id  uuid        not null references ticket,
    service    text        not null,
    way        text        not null,
    target     text        not null,
    sector     text,
    due        date        not null,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    tried_from timestamptz not null,
    tries      integer     not null default 0,
    due_at     timestamptz,
    sent_at    timestamptz,
    failure    text
);
create index hand_over_due on hand_over (due_at) where due_at is not null;
create index hand_over_ticket on hand_over (ticket_id, nth);
