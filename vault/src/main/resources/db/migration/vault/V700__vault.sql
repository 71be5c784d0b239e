-- What people said, sealed. Without allo.vault.key, which is not here, nobody can open it.
create table vault_content (
    id       uuid primary key,
    salt     bytea  not null,
    -- by which secret it was sealed
    key_name text   not null,
    pieces   int    not null,
    bytes    bigint not null
);

create table vault_piece (
    content uuid  not null references vault_content on delete cascade,
    nth     int   not null,
    sealed  bytea not null,
    primary key (content, nth)
);
-- what is encrypted cannot be compressed
alter table vault_piece alter column sealed set storage external;
