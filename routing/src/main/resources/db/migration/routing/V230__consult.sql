-- What a colleague is asked by the agent who has the contact consult_of: ringing until phase_until, and then spoken about.
alter table routing_contact
    add column consult_of uuid,
    drop constraint routing_contact_phase,
    drop constraint routing_contact_agent,
    add constraint routing_contact_phase check
        (phase in ('WAITING', 'OFFERED', 'IN_CONVERSATION', 'PARKED', 'WRAP_UP', 'CONSULTED', 'ENDED')),
    add constraint routing_contact_agent check
        ((agent is not null) = (phase in ('OFFERED', 'IN_CONVERSATION', 'PARKED', 'WRAP_UP', 'CONSULTED'))),
    add constraint routing_contact_consult check ((consult_of is not null) = (phase = 'CONSULTED'));
