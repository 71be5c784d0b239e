-- How often the scanner broke off over a file.
alter table attachment add column scan_tries integer not null default 0;
