-- What the house knows and tells: one row for each article as it stands, and each of its versions as it was.
create table article (
    id         uuid primary key,
    version    int         not null,
    title      text        not null,
    body       text        not null,
    categories text[]      not null,
    review_by  date,
    withdrawn  boolean     not null,
    written_at timestamptz not null,
    written_by text        not null,
    document   tsvector    not null generated always as (setweight(to_tsvector('allo_french', title), 'A')
                                                         || to_tsvector('allo_french', body)) stored
);
create index article_words on article using gin (document);

create table article_version (
    id         uuid        not null,
    version    int         not null,
    title      text        not null,
    body       text        not null,
    categories text[]      not null,
    review_by  date,
    withdrawn  boolean     not null,
    written_at timestamptz not null,
    written_by text        not null,
    primary key (id, version)
);
