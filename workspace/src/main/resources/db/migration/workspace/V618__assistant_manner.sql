-- What the city has its assistant say otherwise than the product does, each time anew: the newest of a sentence holds.
create table assistant_sentence (
    version    bigint generated always as identity primary key,
    sentence   text        not null,
    -- null: as shipped
    text       text,
    -- somebody's voice that says it, 16 bits, 8 kHz, mono; null: the machine's own
    sound      bytea,
    -- that the sound says: it is played for no others
    words      text check ((words is null) = (sound is null)),
    changed_at timestamptz not null,
    changed_by text        not null
);
create index assistant_sentence_newest on assistant_sentence (sentence, version desc);

-- When it is sure, and when it gives up: the newest holds.
create table assistant_thresholds (
    version           int generated always as identity primary key,
    -- shares of 1
    sure              double precision not null,
    one_of_two        double precision not null,
    failures          int              not null,
    long_wait_minutes int              not null,
    changed_at        timestamptz      not null,
    changed_by        text             not null
);
