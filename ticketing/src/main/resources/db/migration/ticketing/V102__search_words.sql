-- The words that tickets hold, stemmed as the search stems them, to find the one that was meant when none has the one
-- that was typed. Derived from ticket_search by the follower `search-words`.
create extension if not exists pg_trgm;

create table ticket_search_word (
    word text primary key
);
create index ticket_search_word_like on ticket_search_word using gin (word gin_trgm_ops);

insert into ticket_search_word
select distinct word from ticket_search, unnest(tsvector_to_array(document)) as word where word ~ '^[a-z]{4,30}$';
