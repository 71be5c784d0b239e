-- What was split off from a ticket is looked for with each look at a chat.
create index ticket_split_from on ticket (split_from) where split_from is not null;
