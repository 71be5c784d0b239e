-- What was said in a contact is found by the contact (V512), wherever it was split off to.
drop index ticket_split_from;
