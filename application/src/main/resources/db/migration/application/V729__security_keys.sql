-- A second factor may be keys alone, without a telephone.
alter table second_factor alter column secret drop not null;

-- Keys and passkeys of accounts (WebAuthn). Nothing of it is secret: the private halves never leave the keys.
create table security_key (
    id              text        primary key, -- as the key calls itself, base64url
    login           text        not null references second_factor on delete cascade,
    name            text        not null check (char_length(name) between 1 and 60),
    public_key      bytea       not null, -- COSE
    attestation     bytea       not null, -- with which it was registered
    client_data     bytea       not null, -- likewise
    transports      text        not null,
    signatures      bigint      not null, -- as the key counts them
    verifies        boolean     not null, -- it has known its owner by PIN or finger
    backup_eligible boolean     not null,
    backed_up       boolean     not null,
    since           timestamptz not null,
    used_at         timestamptz not null
);

create index security_key_login on security_key (login);
