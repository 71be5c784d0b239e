-- Callbacks at a time that was agreed. Their calls, with the number, stand in call: callback_of is appointment-ID.
create table appointment (
    id       uuid        primary key,
    ticket   uuid        not null,
    from_at  timestamptz not null,
    until_at timestamptz not null,
    state    text        not null check (state in ('PLANNED', 'DUE', 'KEPT', 'UNREACHED', 'MISSED', 'CANCELLED', 'SETTLED')),
    -- who made it, or changed it last
    said_by  text        not null
);
create unique index appointment_to_come on appointment (ticket) where state = 'PLANNED';
create index appointment_open on appointment (from_at) where state in ('PLANNED', 'DUE', 'MISSED');
create index appointment_newest on appointment (ticket, from_at desc);
create index call_callback_of on call (callback_of) where callback_of is not null;
