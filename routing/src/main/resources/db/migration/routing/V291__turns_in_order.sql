-- Of two dispatchers that store the step after the same turn, the second is told that it comes too late by the
-- database itself, so that turn, rows and events can be sent together.
create function routing_turn_too_late() returns trigger language plpgsql as $$
begin
    raise exception 'another step has followed turn %', new.turn - 1 using errcode = 'serialization_failure';
end $$;

create trigger routing_turns_in_order before update on routing_turn
    for each row when (new.turn <> old.turn + 1) execute function routing_turn_too_late();
