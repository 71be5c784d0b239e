-- The texts of the rules. A version never changes; one without an author came with the product.
create table routing_rules_version (
    version  int primary key check (version > 0),
    author   text,
    saved_at timestamptz not null,
    note     text        not null,
    text     text        not null
);

-- What somebody is still writing: it may make no sense yet.
create table routing_rules_draft (
    author   text primary key,
    saved_at timestamptz not null,
    text     text        not null
);

-- Of those that are not cancelled and whose time has come, the last is in force, whatever ran at that time.
-- effective_at: when the node that leads took it up.
create table routing_rules_activation (
    id           bigint generated always as identity primary key,
    version      int         not null references routing_rules_version,
    ordered_by   text,
    ordered_at   timestamptz not null,
    active_from  timestamptz not null,
    cancelled_by text,
    cancelled_at timestamptz,
    effective_at timestamptz,
    check ((cancelled_by is null) = (cancelled_at is null)),
    check (cancelled_at is null or effective_at is null)
);

create index routing_rules_in_force on routing_rules_activation (active_from desc, id desc) where cancelled_at is null;
