-- When people answer in an ordinary week. Nothing is ever altered: the newest row holds, and all of them tell who
-- changed it. As long as there is none the settings hold.
create table house_week (
    id          bigint generated always as identity primary key,
    always_open boolean     not null,
    -- the spans of seven days from Monday, separated by `;`, an empty one is closed
    week        text        not null,
    saved_at    timestamptz not null,
    -- null: taken over from the settings
    saved_by    text
);

-- Days on which it is otherwise.
create table house_days (
    id         bigint generated always as identity primary key,
    first_day  date        not null,
    last_day   date        not null,
    reason     text        not null,
    -- when people answer on each of them; empty: closed
    spans      text        not null,
    saved_at   timestamptz not null,
    -- null: taken over from the settings
    saved_by   text,
    removed_at timestamptz,
    removed_by text
);

create index house_days_standing on house_days (last_day) where removed_at is null;
