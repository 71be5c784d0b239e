-- Skills that supervisors gave and took from the board, for a time or until somebody changes them; for 400 days.
create table skill_move (
    move     uuid primary key,
    batch    uuid not null, -- what was done at once is undone at once
    agent    text not null,
    skill    text not null,
    level    integer, -- null: without the skill
    before   integer, -- what it goes back to
    given_by text not null,
    given_at timestamptz not null,
    until    timestamptz,
    ended_at timestamptz,
    ended_by text,
    ended    text -- OVER, UNDONE, REPLACED, CHANGED: somebody changed it elsewhere meanwhile
);

create unique index skill_move_open on skill_move (agent, skill) where ended_at is null;
create index skill_move_batch on skill_move (batch);
create index skill_move_given on skill_move (given_at);
