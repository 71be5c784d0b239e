-- What was dialled, in its one form: E.164, or the digits of a short number.
alter table call add column number text;

-- What each number of the city meets a caller with. Nothing is ever altered: the newest row of a number holds, and all
-- of them tell who changed what.
create table city_number (
    id       bigint generated always as identity primary key,
    number   text        not null,
    name     text        not null,
    -- straight to the queue; null: by the menu
    category text,
    language text        not null,
    -- a service by which the deaf and hard of hearing telephone
    relayed  boolean     not null,
    -- HOUSE, ALWAYS or OWN
    hours    text        not null,
    -- of OWN: the spans of seven days from Monday, separated by `;`, an empty one is closed
    week     text,
    -- of OWN: further closed days, separated by `,`
    closures text,
    -- nothing is said of it any more
    removed  boolean     not null,
    saved_at timestamptz not null,
    saved_by text        not null
);

create index city_number_newest on city_number (number, id desc);

-- Numbers that were called and of which nothing was said, until something is.
create table unknown_number (
    number  text primary key,
    calls   int         not null,
    last_at timestamptz not null
);
