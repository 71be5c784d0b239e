-- What supervisors want to be told of, and by whom each rule was last changed.
create table alert_rule (
    rule            uuid primary key,
    name            text not null,
    figure          text not null,
    scope           text not null, -- all, channel:CODE, skill:CODE
    above           boolean not null,
    threshold       double precision not null, -- contacts, agents, seconds, or a share of 0 to 1
    release         double precision not null,
    lasting_seconds integer not null,
    when_open       boolean not null,
    sound           boolean not null,
    mails           text not null, -- a line each, people of the house
    webhook         text not null,
    active          boolean not null,
    saved_by        text not null,
    saved_at        timestamptz not null
);

create table alert_rule_change (
    change     bigint generated always as identity primary key,
    rule       uuid not null,
    name       text not null,
    what       text not null, -- saved, paused, resumed, removed
    changed_by text not null,
    changed_at timestamptz not null
);

-- Each says what its rule said when it was raised.
create table alert (
    alert           uuid primary key,
    rule            uuid not null,
    name            text not null,
    figure          text not null,
    scope           text not null,
    above           boolean not null,
    threshold       double precision not null,
    sound           boolean not null,
    value           double precision not null, -- when it was raised
    raised_at       timestamptz not null,
    acknowledged_by text,
    acknowledged_at timestamptz,
    ended_at        timestamptz
);

-- A node that does not know yet that it no longer leads raises nothing twice.
create unique index alert_open on alert (rule) where ended_at is null;
create index alert_raised on alert (raised_at);

-- On its way by mail or to another system.
create table alert_message (
    message    uuid primary key,
    alert      uuid not null references alert on delete cascade,
    raised     boolean not null, -- else it ended
    way        text not null, -- mail, webhook
    target     text not null,
    made_at    timestamptz not null,
    due_at     timestamptz,   -- null when there is nothing left to do
    tries      integer not null default 0,
    sent_at    timestamptz,
    failure    text
);

create index alert_message_due on alert_message (due_at) where due_at is not null;
create index alert_message_alert on alert_message (alert);
