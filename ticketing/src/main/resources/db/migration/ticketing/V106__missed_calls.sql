-- Requests of callers who gave up waiting and have reached nobody since: somebody is to call them back.
create table missed_call (
    ticket_id uuid primary key references ticket,
    phone     text        not null,
    -- when he first gave up
    since     timestamptz not null
);
create index missed_call_since on missed_call (since);
create index missed_call_phone on missed_call (phone);

create index ticket_open_due on ticket ((coalesce(announced, promised))) where status in ('NEW', 'IN_HAND', 'WITH_SERVICE');
create index ticket_owner on ticket (owner) where owner is not null;
