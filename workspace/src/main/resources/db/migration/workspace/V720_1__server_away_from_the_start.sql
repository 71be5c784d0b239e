-- Told from the start, at any hour: a telephone server that does not answer for half a minute.
insert into alert_rule (rule, name, figure, scope, above, threshold, release, lasting_seconds, when_open, sound, mails, webhook,
                        active, saved_by, saved_at)
values ('5e1fca11-0000-4000-8000-000000000003', 'Serveur de téléphonie perdu', 'SERVERS_AWAY', 'all', true, 0, 0, 30, false, true, '',
        '', true, 'allo', now());
