-- Whether the agent speaks with the outside number herself, the citizen being on hold, and whether she does by now.
alter table call
    add column outside_asks   boolean not null default false,
    add column outside_speaks boolean not null default false;
