-- Services, categories and sectors as the administration has changed them, each version whole. None: as shipped.
create table catalogue_version (
    version    bigint generated always as identity primary key,
    services   text        not null,
    categories text        not null,
    sectors    text        not null,
    changed_at timestamptz not null,
    changed_by text        not null
);
