-- Numbers whose calls do not get through, and those of which somebody says that they should not.
create table blocked_caller (
    id              uuid        primary key,
    -- E.164; null once it has been forgotten
    number          text,
    state           text        not null check (state in ('PROPOSED', 'BLOCKED', 'DISMISSED', 'OVER')),
    reason          text        not null check (length(reason) <= 500),
    proposed_at     timestamptz not null,
    proposed_by     text        not null,
    decided_at      timestamptz,
    decided_by      text,
    -- it is over then, unless somebody decides anew
    until           timestamptz,
    ended_at        timestamptz,
    -- who ended it before its time
    ended_by        text,
    refused_calls   integer     not null default 0,
    last_refused_at timestamptz,
    check (state not in ('PROPOSED', 'BLOCKED') or number is not null),
    check (state <> 'BLOCKED' or until is not null)
);
create unique index blocked_caller_number on blocked_caller (number) where state in ('PROPOSED', 'BLOCKED');
create index blocked_caller_newest on blocked_caller (proposed_at desc);
