-- What citizens said and the assistant did not understand, with what somebody of the house says that it means; and what
-- the assistant has learned.
create table assistant_label (
    label       bigint generated always as identity primary key,
    ticket_id   uuid        not null unique,
    -- both are null where it was thrown away; names, numbers and addresses are masked as far as they are found
    text        text,
    category    text,
    -- never learned: what was learned is measured by it
    held_back   boolean     not null default false,
    labelled_by text        not null,
    labelled_at timestamptz not null
);

create table assistant_model (
    version     int generated always as identity primary key,
    state       text        not null
        check (state in ('LEARNING', 'CANDIDATE', 'ACTIVE', 'RETIRED', 'DISCARDED', 'FAILED')),
    sentences   int         not null,
    started_at  timestamptz not null,
    started_by  text        not null,
    decided_at  timestamptz,
    decided_by  text,
    -- a word that fewer than three citizens used, and the house did not, is not in it; null where it was thrown away
    content     bytea,
    sha256      text,
    better      int,
    worse       int
);
create unique index assistant_model_learning on assistant_model ((true)) where state = 'LEARNING';
create unique index assistant_model_active on assistant_model ((true)) where state = 'ACTIVE';

-- Shares of 1.
create table assistant_measure (
    version             int              not null references assistant_model on delete cascade,
    sentences           text             not null check (sentences in ('DEVELOPMENT', 'LABELLED')),
    candidate           boolean          not null,
    size                int              not null,
    -- of them somebody in danger
    urgent              int              not null,
    theme               double precision not null,
    category            double precision not null,
    emergency_recall    double precision not null,
    emergency_precision double precision not null,
    primary key (version, sentences, candidate)
);
