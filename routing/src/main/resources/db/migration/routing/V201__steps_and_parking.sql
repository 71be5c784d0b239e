-- What lines of rules look at, the step where a contact is, and the time that agents have worked.
alter table routing_contact
    add column language text not null default 'fr',
    add column commune  text,
    add column due_at   timestamptz,
    add column step     int  not null default 0;

alter table routing_contact
    drop constraint routing_contact_phase_check,
    drop constraint routing_contact_check,
    add constraint routing_contact_phase check
        (phase in ('WAITING', 'OFFERED', 'IN_CONVERSATION', 'PARKED', 'WRAP_UP', 'ENDED')),
    add constraint routing_contact_agent check
        ((agent is not null) = (phase in ('OFFERED', 'IN_CONVERSATION', 'PARKED', 'WRAP_UP')));

alter table routing_agent
    add column busy_micros bigint not null default 0,
    add column busy_since  timestamptz;
