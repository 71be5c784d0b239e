-- What a service or somebody of the house has to do for a request. Of several that are one matter each keeps its own.
create table ticket_task (
    id            uuid primary key,
    nth           bigint generated always as identity,
    ticket_id     uuid        not null references ticket,
    text          text        not null,
    service       text,
    agent         text,
    due           date        not null,
    needed        boolean     not null,
    added_by      text        not null,
    added_at      timestamptz not null,
    done_by       text,
    done_at       timestamptz,
    called_off_at timestamptz,
    constraint ticket_task_for check ((service is null) <> (agent is null)),
    constraint ticket_task_done check ((done_by is null) = (done_at is null))
);
create index ticket_task_ticket on ticket_task (ticket_id, nth);
create index ticket_task_agent on ticket_task (agent, due) where done_at is null and called_off_at is null;
create index ticket_task_service on ticket_task (service, due) where done_at is null and called_off_at is null;
create index ticket_task_due on ticket_task (due) where done_at is null and called_off_at is null;
