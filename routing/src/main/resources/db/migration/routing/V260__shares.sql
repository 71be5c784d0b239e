-- To which other lines a contact has overflowed, in order: each with the step, the time and the line's name.
alter table routing_contact
    add column shares text[] not null default '{}';
