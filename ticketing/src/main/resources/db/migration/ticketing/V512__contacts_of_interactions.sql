-- Whether a contact stands on another ticket as well is asked before it goes.
create index interaction_contact on interaction (contact_id) where contact_id is not null;
