-- What a scanner found in a file: WAITING until it was looked at, CLEAN, INFECTED, or FAILED where it cannot be looked
-- at. NONE: it came while there was no scanner.
alter table attachment
    add column scan    text not null default 'NONE' check (scan in ('NONE', 'WAITING', 'CLEAN', 'INFECTED', 'FAILED')),
    -- as the scanner calls it
    add column threat  text,
    -- of WAITING: when it is looked at, or looked at again
    add column scan_at timestamptz;

create index attachment_to_scan on attachment (scan_at) where scan = 'WAITING';
