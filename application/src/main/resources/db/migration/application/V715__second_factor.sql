-- By what accounts sign in beside the password. The secret itself is in the vault.
create table second_factor (
    login     text primary key references account on delete cascade,
    secret    uuid        not null,
    since     timestamptz not null, -- when a first code has proved that the telephone has it
    last_step bigint      not null default 0, -- no code of this half minute or an earlier one is taken again
    failures  integer     not null default 0, -- since the last success
    open_at   timestamptz not null default '-infinity' -- no code is looked at before
);

create table recovery_code (
    login text not null references second_factor on delete cascade,
    hash  text not null,
    primary key (login, hash)
);

-- The roles that may not do without.
create table second_factor_role (
    role     text primary key,
    saved_by text        not null,
    saved_at timestamptz not null
);
