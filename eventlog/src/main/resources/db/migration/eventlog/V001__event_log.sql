-- The one log. A row is written in the transaction of the change that it tells, and numbered after it is committed:
-- readers follow `position`, which never has a gap and never shows a lower number later.
create table event_log (
    id         bigint generated always as identity primary key,
    position   bigint unique,
    at         timestamptz not null,
    type       text        not null,
    contact_id uuid,
    ticket_id  uuid,
    agent_id   text,
    payload    jsonb       not null
);

create index event_log_unnumbered on event_log (id) where position is null;
create index event_log_contact on event_log (contact_id, id) where contact_id is not null;
create index event_log_ticket on event_log (ticket_id, id) where ticket_id is not null;
create index event_log_at on event_log (at);

create function event_log_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the event log is append-only';
end $$;

create trigger event_log_is_append_only
    before delete on event_log for each row execute function event_log_refuse();

create trigger event_log_keeps_what_was_written
    before update on event_log for each row
    when (old.position is not null
          or row (old.id, old.at, old.type, old.contact_id, old.ticket_id, old.agent_id, old.payload)
             is distinct from row (new.id, new.at, new.type, new.contact_id, new.ticket_id, new.agent_id, new.payload))
    execute function event_log_refuse();

-- One row: the highest position given. Its lock makes numbering single file, however many nodes number.
create table event_log_head (
    only_row boolean primary key default true check (only_row),
    position bigint not null
);
insert into event_log_head (position) values (0);

-- Numbers what is committed and has no number yet, in order of id, and returns the head. Writers who change the same
-- ticket or contact hold its row lock while they append, so for one ticket the order of ids is the order of commits.
create function event_log_number() returns bigint language plpgsql as $$
declare
    head  bigint;
    added bigint;
begin
    select position into head from event_log_head for update;
    update event_log e
       set position = head + fresh.nth
      from (select id, row_number() over (order by id) as nth from event_log where position is null) fresh
     where e.id = fresh.id;
    get diagnostics added = row_count;
    if added > 0 then
        update event_log_head set position = head + added;
    end if;
    return head + added;
end $$;

create table event_log_cursor (
    follower text primary key,
    position bigint not null,
    moved_at timestamptz not null default now()
);
