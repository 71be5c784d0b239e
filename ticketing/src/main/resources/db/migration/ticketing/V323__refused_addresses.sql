-- When a mail to the address of the ticket last came back for good. What arrives from the address afterwards, and what
-- an agent writes to it that leaves, says otherwise.
alter table ticket add mail_refused_at timestamptz;
create index ticket_mail_refused on ticket (email) where mail_refused_at is not null;
