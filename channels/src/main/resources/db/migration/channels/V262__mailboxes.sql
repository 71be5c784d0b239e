-- The mailboxes of the city. Nothing but the secret is ever altered: the newest row of an address holds, and all of them
-- tell who changed what. As long as there is none of the address of `allo.mail`, that one is what the settings say.
create table channels_mailbox (
    id             bigint generated always as identity primary key,
    address        text        not null,
    name           text        not null,
    active         boolean     not null,
    imap_host      text        not null,
    imap_port      int         not null,
    imap_user      text        not null,
    imap_security  text        not null check (imap_security in ('NONE', 'STARTTLS', 'TLS')),
    smtp_host      text        not null,
    smtp_port      int         not null,
    smtp_user      text        not null,
    smtp_security  text        not null check (smtp_security in ('NONE', 'STARTTLS', 'TLS')),
    -- null: it signs in with passwords
    oauth_tokens   text,
    oauth_client   text,
    oauth_scope    text,
    -- null: each mail is looked at for itself
    category       text,
    subaddresses   boolean     not null,
    -- in the vault; null: none, or those of an older row, which are destroyed
    secret         uuid,
    saved_at       timestamptz not null,
    saved_by       text        not null
);

create index channels_mailbox_newest on channels_mailbox (address, id desc);
