-- Reports that go out by themselves, and by whom each was last changed.
create table report_schedule (
    schedule uuid primary key,
    name     text not null,
    every    text not null,       -- DAY, WEEK, MONTH
    hour     integer not null,    -- of the first day after the period, in the city
    tables   text not null,       -- keys, a space between two
    types    text not null,       -- PDF, XLSX, CSV, likewise
    mails    text not null,       -- a line each, people of the house
    language text not null,
    active   boolean not null,
    since    timestamptz not null, -- nothing that was due before goes out
    saved_by text not null,
    saved_at timestamptz not null
);

create table report_schedule_change (
    change     bigint generated always as identity primary key,
    schedule   uuid not null,
    name       text not null,
    what       text not null, -- saved, paused, resumed, removed, sent-now
    changed_by text not null,
    changed_at timestamptz not null
);

-- One report of one period, as its schedule was when it was made.
create table report_mailing (
    mailing   uuid primary key,
    schedule  uuid not null,
    name      text not null,
    every     text not null,
    first_day date not null,
    last_day  date not null,
    tables    text not null,
    types     text not null,
    language  text not null,
    asked_by  text, -- null where it was time
    made_at   timestamptz not null
);

-- Of two nodes one makes it, and none makes it again after a start.
create unique index report_mailing_once on report_mailing (schedule, every, first_day) where asked_by is null;
create index report_mailing_made on report_mailing (made_at);

create table report_message (
    message uuid primary key,
    mailing uuid not null references report_mailing on delete cascade,
    target  text not null,
    due_at  timestamptz, -- null when there is nothing left to do
    tries   integer not null default 0,
    sent_at timestamptz,
    failure text
);

create index report_message_due on report_message (due_at) where due_at is not null;
create index report_message_mailing on report_message (mailing);

-- In which language an alert is told.
alter table alert_rule add column language text not null default 'fr';
alter table alert_message add column language text not null default 'fr';
