-- For how long personal data is kept. The newest row holds; while there is none, what the settings say. All of them tell
-- who changed what.
create table retention_period (
    id           bigint generated always as identity primary key,
    months       int         not null,
    categories   jsonb       not null, -- months by the code of a category or of a theme
    channels     jsonb       not null, -- months by the code of a channel
    trace_months int         not null,
    saved_at     timestamptz not null,
    saved_by     text        not null
);
