-- Keys by which partners' apps file reports, beside those of the settings. A key is 256 bits by chance: its plain SHA-256
-- cannot be turned round. Rows stay, as the account of who had a key when.
create table channels_partner_key (
    id         uuid        primary key,
    partner    text        not null,
    -- by which a person knows the key again
    beginning  text        not null,
    sha256     bytea       not null unique,
    created_at timestamptz not null,
    created_by text        not null,
    -- null: it holds until somebody ends it
    ends_at    timestamptz,
    ended_by   text,
    -- null: never
    used_on    date
);

create index channels_partner_key_partner on channels_partner_key (partner, created_at desc);
