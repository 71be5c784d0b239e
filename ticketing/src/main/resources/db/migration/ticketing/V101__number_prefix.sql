-- A number is searched as far as it was typed.
create index ticket_number_prefix on ticket (number text_pattern_ops);
