-- What a service outside of the product answers to a task, and which task it was told of.
alter table ticket_task
    add column answer text,
    add column reason text not null default '';
alter table hand_over add column task_id uuid references ticket_task;
