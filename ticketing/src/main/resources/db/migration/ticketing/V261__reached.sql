-- A messenger tells when a message is on the device of the citizen, and when he has seen it.
alter table interaction drop constraint interaction_delivery_check;
alter table interaction add constraint interaction_delivery_check
    check (delivery in ('TO_SEND', 'SENT', 'DELIVERED', 'READ', 'FAILED'));
