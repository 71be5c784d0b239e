-- What a caller and the assistant have said so far. It goes when the call has a ticket, which keeps it then, or is over.
create table call_talk (
    call     text primary key references call (call),
    state    text not null default 'TALKING', -- HANDED_OVER, SERVED, LEFT
    said     text not null default '',        -- one line each; what is not the citizen's own word is quoted
    briefing text not null default '',        -- what a person should know of it
    category text,
    urgent   boolean not null default false
);
