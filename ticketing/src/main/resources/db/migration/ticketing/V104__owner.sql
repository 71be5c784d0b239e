-- The téléconseiller who has taken the request in hand; nobody else takes it before it is given back.
alter table ticket add column owner text;
