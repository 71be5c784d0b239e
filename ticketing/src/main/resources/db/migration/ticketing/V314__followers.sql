-- Who follows which request. Of several that are one matter each keeps its own, so that neither a merge nor its
-- undoing moves any.
create table ticket_follower (
    agent     text   not null,
    ticket_id uuid   not null references ticket,
    -- he is told of what the log has behind this position: of nothing until his following has one
    after     bigint,
    primary key (agent, ticket_id)
);
create index ticket_follower_ticket on ticket_follower (ticket_id);

-- Who is named in which note: a mention goes where its note goes.
create table ticket_mention (
    agent          text not null,
    interaction_id uuid not null references interaction on delete cascade,
    primary key (agent, interaction_id)
);
create index ticket_mention_interaction on ticket_mention (interaction_id);

-- What followers are told, out of the log: `position` is the one there.
create table ticket_news (
    agent          text        not null,
    position       bigint      not null,
    ticket_id      uuid        not null references ticket,
    interaction_id uuid references interaction on delete cascade,
    at             timestamptz not null,
    what           text        not null,
    by_agent       text,
    value          text        not null,
    read_at        timestamptz,
    primary key (agent, position)
);
-- that somebody is named in a note takes the place of the note
create unique index ticket_news_interaction on ticket_news (agent, interaction_id);
create index ticket_news_unread on ticket_news (agent, position) where read_at is null;
create index ticket_news_said on ticket_news (interaction_id) where interaction_id is not null;
