-- Joined requests of which something is left, whatever became of the one that stands for them.
create index ticket_joined_to_anonymise on ticket (merged_into)
    where merged_into is not null and (anonymised_at is null or changed_at > anonymised_at);
