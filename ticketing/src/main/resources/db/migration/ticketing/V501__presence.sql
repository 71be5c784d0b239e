-- Who has the page of a ticket open, on whichever node. Worth nothing after a crash.
create unlogged table ticket_presence (
    page       uuid primary key,
    ticket_id  uuid        not null,
    agent      text        not null,
    seen_at    timestamptz not null,
    writing_at timestamptz
);
create index ticket_presence_ticket on ticket_presence (ticket_id);
