-- An event has its position when it is written, and readers go no further than nobody is still writing: no second
-- write, no second commit. docs/adr/0009 says why, and why no reader misses what is committed late.
lock table event_log in access exclusive mode;
select event_log_number();

drop trigger event_log_is_append_only on event_log;
drop trigger event_log_keeps_what_was_written on event_log;
drop index event_log_unnumbered;
drop index event_log_contact;
drop index event_log_ticket;
drop index event_log_agent_state;
drop index event_log_agent_skills;

-- Writers who change the same ticket or contact hold its row lock while they append, so for one ticket the order of
-- positions is the order of commits, as that of ids was.
alter table event_log drop constraint event_log_pkey;
alter table event_log drop column id;
alter table event_log alter column position set not null;
alter table event_log drop constraint event_log_position_key;
alter table event_log add primary key (position);
alter table event_log alter column position add generated always as identity (minvalue 0 start with 0);
select setval('event_log_position_seq', (select position from event_log_head));

create index event_log_contact on event_log (contact_id, position) where contact_id is not null;
create index event_log_ticket on event_log (ticket_id, position) where ticket_id is not null;
create index event_log_agent_state on event_log (agent_id, at desc, position desc) where type = 'AgentStateChanged';
create index event_log_agent_skills on event_log (agent_id, at desc, position desc) where type = 'AgentSkillsChanged';

drop function event_log_number();
drop table event_log_head;

create trigger event_log_is_append_only
    before update or delete on event_log for each row execute function event_log_refuse();

-- Before the first position is drawn, and until the end of the transaction: positions above this one may be missing
-- yet. It is said by an advisory lock whose key is 7106407 ("log" in ASCII) in the upper 24 bits and that position in
-- the lower 40; shared, so that no writer waits for another. Who falls silent in the middle of it, such as a machine
-- that froze, is rolled back, or all readers would wait for him.
create function event_log_announce() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared((7106407::bigint << 40) + last_value) from event_log_position_seq;
    perform set_config('idle_in_transaction_session_timeout', '5s', true);
    return null;
end $$;

create trigger event_log_is_announced
    before insert on event_log for each statement execute function event_log_announce();

-- Up to where nobody is still writing. In this order: a position that has been drawn by now was announced before, and
-- who is no longer announced now has committed or never will. The rows must be read by a later statement than this.
create function event_log_settled() returns bigint language plpgsql as $$
declare
    drawn   bigint;
    writing bigint;
begin
    select last_value into drawn from event_log_position_seq;
    select min(((classid::bigint & 255) << 32) + objid::bigint) into writing
      from pg_locks
     where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 8 = 7106407
       and database = (select oid from pg_database where datname = current_database());
    return least(drawn, writing);
end $$;
