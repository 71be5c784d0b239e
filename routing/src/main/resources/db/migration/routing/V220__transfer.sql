-- How a contact was transferred last: when, by whom, to whom, and the note on its ticket for whoever is next.
alter table routing_contact
    add column passed_at   timestamptz,
    add column passed_by   text,
    add column passed_to   text,
    add column passed_note uuid,
    add constraint routing_contact_passed check ((passed_at is null) = (passed_by is null));
