-- The newest change that a supervisor made of a skill of an agent, as the log tells it, until she has read it.
create table skill_moved (
    agent    text        not null,
    skill    text        not null,
    position bigint      not null,
    at       timestamptz not null,
    level    int, -- null: without the skill
    until    timestamptz,
    by_agent text,
    primary key (agent, skill)
);

-- Up to which position of the log she has read.
create table skill_moved_read (
    agent    text primary key,
    position bigint not null
);
