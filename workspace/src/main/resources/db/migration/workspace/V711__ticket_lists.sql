-- What somebody looks at again and again: what the page was asked for, but for the words of a search.
create table ticket_list (
    list       uuid primary key,
    owner      text not null,
    name       text not null,
    shared     boolean not null, -- with all who read requests
    view       text,
    status     text,
    channel    text,
    service    text,
    category   text,
    ordering   text,
    columns    text not null, -- codes, a space between two
    removed_at timestamptz    -- can be had back for a day
);

create index ticket_list_owner on ticket_list (owner);
