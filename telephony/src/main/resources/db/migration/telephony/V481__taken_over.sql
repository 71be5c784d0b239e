-- Whether a listening was over because he who listened has the call.
alter table live_listening
    add column taken_over boolean not null default false;
