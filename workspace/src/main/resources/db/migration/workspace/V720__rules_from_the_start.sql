-- Told from the start, at any hour: a call of the line to itself that fails, and a citizen who was not called back at the time that
-- was agreed. Supervisors change these rules, pause them, or add to whom they are mailed.
insert into alert_rule (rule, name, figure, scope, above, threshold, release, lasting_seconds, when_open, sound, mails, webhook,
                        active, saved_by, saved_at)
values ('5e1fca11-0000-4000-8000-000000000001', 'Appel témoin échoué', 'SELF_CALLS_FAILED', 'all', true, 0, 0, 0, false, true, '', '',
        true, 'allo', now()),
       ('5e1fca11-0000-4000-8000-000000000002', 'Rendez-vous téléphonique manqué', 'APPOINTMENTS_MISSED', 'all', true, 0, 0, 0, false,
        false, '', '', true, 'allo', now());
