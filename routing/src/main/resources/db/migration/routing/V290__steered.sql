-- What a supervisor decided of an agent, until she, or routing, decides otherwise.
alter table routing_agent
    add column steered_at     timestamptz,
    add column steered_to     text,
    add column steered_reason text,
    add column steered_by     text,
    add constraint routing_agent_steered check
        ((steered_at is null) = (steered_to is null)
            and (steered_at is null) = (steered_reason is null)
            and (steered_at is null) = (steered_by is null));
