-- Another way to understand that a share of the conversations is given to, beside the one in use.
create table assistant_trial (
    trial      int generated always as identity primary key,
    percent    int              not null check (percent between 1 and 50),
    -- version of what was learned; 0 is what the product comes with
    model      int              not null,
    -- shares of 1
    sure       double precision not null,
    one_of_two double precision not null,
    failures   int              not null,
    started_at timestamptz      not null,
    started_by text             not null,
    ended_at   timestamptz,
    ended_by   text,
    -- whether it is in use since
    taken      boolean,
    check ((ended_at is null) = (taken is null) and (ended_at is null) = (ended_by is null))
);
create unique index assistant_trial_under_way on assistant_trial ((true)) where ended_at is null;
