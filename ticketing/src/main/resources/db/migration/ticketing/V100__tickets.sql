-- Tickets, citizens and what was said. Personal data lives in these tables alone, where it can be erased.

create extension if not exists unaccent;

-- French without accents: « éclairages », "eclairage" and "l'éclairage" are one word.
create text search configuration allo_french (copy = french);
alter text search configuration allo_french
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, french_stem;

create table citizen (
    id         uuid primary key,
    name       text,
    known_since timestamptz not null
);

-- How a citizen reaches us and is reached: an e-mail address in lower case, or a phone number in E.164.
create table citizen_address (
    value      text primary key,
    kind       text not null check (kind in ('email', 'phone')),
    citizen_id uuid not null references citizen
);
create index citizen_address_citizen on citizen_address (citizen_id);

create sequence ticket_number;

create table ticket (
    id             uuid primary key,
    number         text        not null unique,
    tracking_token text        not null unique,
    status         text        not null,
    category       text        not null,
    channel        text        not null,
    language       text        not null,
    subject        text        not null,
    service        text,
    citizen_id     uuid references citizen,
    -- where this request is answered, which may be one of several addresses of the citizen
    email          text,
    phone          text,
    latitude       double precision,
    longitude      double precision,
    address        text,
    opened_at      timestamptz not null,
    changed_at     timestamptz not null,
    -- the day that the catalogue promised, and the later word of the service
    promised       date        not null,
    announced      date,
    progress       text,
    last_agent     text,
    disposition    text,
    constraint ticket_place check ((latitude is null) = (longitude is null))
);
create index ticket_activity on ticket (changed_at desc, id);
create index ticket_status_activity on ticket (status, changed_at desc, id);
create index ticket_service_activity on ticket (service, status, changed_at desc, id) where service is not null;
create index ticket_channel_activity on ticket (channel, changed_at desc, id);
create index ticket_citizen on ticket (citizen_id, opened_at desc);
create index ticket_email on ticket (email) where email is not null;

-- Which ticket a contact opened or joined: the same contact comes twice and changes nothing.
create table ticket_contact (
    contact_id uuid primary key,
    ticket_id  uuid    not null references ticket,
    channel    text    not null,
    opened     boolean not null
);
create index ticket_contact_ticket on ticket_contact (ticket_id);

create table interaction (
    id              uuid primary key,
    nth             bigint generated always as identity,
    ticket_id       uuid        not null references ticket,
    kind            text        not null,
    direction       text        not null,
    channel         text        not null,
    at              timestamptz not null,
    contact_id      uuid,
    author          text,
    service         text,
    officer         text,
    subject         text        not null,
    text            text        not null,
    -- what a service reported, on an interaction of kind PROGRESS
    progress        text,
    announced       date,
    external_id     text,
    -- written by the house itself: marked as automatic when it leaves, and never answered by a machine
    automatic       boolean     not null default false,
    delivery        text check (delivery in ('TO_SEND', 'SENT', 'FAILED')),
    failure         text,
    idempotency_key text
);
create index interaction_ticket on interaction (ticket_id, nth);
create unique index interaction_once on interaction (ticket_id, idempotency_key) where idempotency_key is not null;
create index interaction_automatic on interaction (ticket_id, at) where automatic;

-- Ids of messages of either side, those that a message only referred to included. Without angle brackets.
-- A sender chooses ids at will, so one id may stand for several tickets; who takes part in the ticket decides.
create table thread_id (
    external_id    text not null,
    ticket_id      uuid not null references ticket,
    interaction_id uuid references interaction,
    primary key (external_id, ticket_id)
);

create table attachment (
    id             uuid primary key,
    nth            bigint generated always as identity,
    ticket_id      uuid   not null references ticket,
    interaction_id uuid   not null references interaction,
    name           text   not null,
    type           text   not null,
    bytes          bigint not null,
    content        bytea  not null
);
alter table attachment alter column content set storage external;
create index attachment_interaction on attachment (interaction_id, nth);

-- What can be found of a ticket. Derived: it can be emptied and filled again from the tables above.
create table ticket_search (
    ticket_id uuid primary key references ticket,
    document  tsvector not null
);
create index ticket_search_document on ticket_search using gin (document);
