-- Answers that are written again and again, each under the letters that insert it.
create table answer_template (
    abbreviation text primary key,
    -- version that everybody inserts; null: nobody has approved one yet
    in_use       int,
    active       boolean not null default true
);

create table answer_template_version (
    abbreviation text        not null references answer_template,
    version      int         not null,
    title        text        not null,
    french       text        not null,
    english      text        not null, -- empty: the French one is inserted
    state        text        not null check (state in ('DRAFT', 'APPROVED', 'DROPPED')),
    written_by   text        not null,
    written_at   timestamptz not null,
    decided_by   text,
    decided_at   timestamptz,
    primary key (abbreviation, version),
    check ((state = 'DRAFT') = (decided_by is null)),
    check ((decided_by is null) = (decided_at is null)),
    -- nobody approves what he wrote himself
    check (state <> 'APPROVED' or decided_by <> written_by)
);
create unique index answer_template_draft on answer_template_version (abbreviation) where state = 'DRAFT';

alter table answer_template
    add foreign key (abbreviation, in_use) references answer_template_version (abbreviation, version);
