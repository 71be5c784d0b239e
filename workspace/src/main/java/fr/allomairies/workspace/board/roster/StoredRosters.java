package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SteeringEvent.RosterImported;
import fr.allomairies.contact.SteeringEvent.RosterUndone;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.workspace.board.measures.Interval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredRosters implements Rosters {

    private static final int BATCH = 1_000;

    /// No stretch is longer, so that the index of their beginnings bounds what is read.
    private static final Duration LONGEST = Duration.ofHours(26);

    private final JdbcClient db;
    private final EventLog log;
    private final Clock clock;

    StoredRosters(JdbcClient db, EventLog log, Clock clock) {
        this.db = db;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public List<Stored> planned(Interval interval) {
        return db.sql("""
                        select entry, agent, activity, from_at, to_at from roster_entry
                        where replaced_by is null and from_at < :to and to_at > :from
                          and from_at > :earliest order by agent, from_at, entry
                        """)
                .param("from", utc(interval.from()))
                .param("to", utc(interval.to()))
                .param("earliest", utc(interval.from().minus(LONGEST)))
                .query((row, _) -> new Stored(
                        row.getLong("entry"),
                        new Planned(
                                new AgentId(row.getString("agent")),
                                Activity.valueOf(row.getString("activity")),
                                instant(row, "from_at"),
                                instant(row, "to_at"))))
                .list();
    }

    @Override
    public long revision() {
        return db.sql("select coalesce(max(import), 0) + count(undone_at) from roster_import")
                .query(Long.class)
                .single();
    }

    @Override
    @Transactional
    public boolean take(Taken taken, List<Planned> added, List<Long> replaced, long revision) {
        oneAfterAnother();
        if (revision() != revision) {
            return false;
        }
        var number = db.sql("""
                        insert into roster_import (file, first_day, last_day, agents, added, replaced, imported_by,
                                                   imported_at)
                        values (:file, :first, :last, :agents, :added, :replaced, :by, now()) returning import
                        """)
                .param("file", taken.file())
                .param("first", taken.first())
                .param("last", taken.last())
                .param("agents", taken.agents())
                .param("added", added.size())
                .param("replaced", replaced.size())
                .param("by", taken.by().value())
                .query(Long.class)
                .single();
        db.sql("update roster_entry set replaced_by = :number where entry = any(:replaced)")
                .param("number", number)
                .param("replaced", replaced.toArray(Long[]::new))
                .update();
        for (var first = 0; first < added.size(); first += BATCH) {
            insert(number, added.subList(first, Math.min(first + BATCH, added.size())));
        }
        log.append(
                new RosterImported(clock.instant(), number, taken.first(), taken.last(), taken.agents(), taken.by()));
        return true;
    }

    private void insert(long number, List<Planned> added) {
        db.sql("""
                        insert into roster_entry (import, agent, activity, from_at, to_at)
                        select :number, * from unnest(:agents::text[], :activities::text[], :from::timestamptz[],
                                                      :to::timestamptz[])
                        """)
                .param("number", number)
                .param("agents", added.stream().map(one -> one.agent().value()).toArray(String[]::new))
                .param(
                        "activities",
                        added.stream().map(one -> one.activity().name()).toArray(String[]::new))
                .param("from", added.stream().map(one -> one.from().toString()).toArray(String[]::new))
                .param("to", added.stream().map(one -> one.to().toString()).toArray(String[]::new))
                .update();
    }

    @Override
    @Transactional
    public boolean undo(long number, AgentId by) {
        oneAfterAnother();
        var undone = db.sql("""
                        update roster_import set undone_by = :by, undone_at = now()
                        where import = :number
                          and import = (select max(import) from roster_import where undone_at is null)
                        """).param("by", by.value()).param("number", number).update();
        if (undone == 0) {
            return false;
        }
        db.sql("delete from roster_entry where import = ?").param(number).update();
        db.sql("update roster_entry set replaced_by = null where replaced_by = ?")
                .param(number)
                .update();
        log.append(new RosterUndone(clock.instant(), number, by));
        return true;
    }

    @Override
    public List<Import> imports(int most) {
        return db.sql("""
                        select *, undone_at is null
                               and import = (select max(import) from roster_import where undone_at is null) as undoable
                        from roster_import order by import desc limit ?
                        """).param(most).query(StoredRosters::imported).list();
    }

    private static Import imported(ResultSet row, int nth) throws SQLException {
        var undoneBy = row.getString("undone_by");
        var undoneAt = row.getTimestamp("undone_at");
        return new Import(
                row.getLong("import"),
                new Taken(
                        row.getString("file"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getInt("agents"),
                        new AgentId(row.getString("imported_by"))),
                row.getInt("added"),
                row.getInt("replaced"),
                instant(row, "imported_at"),
                undoneBy == null ? null : new AgentId(undoneBy),
                undoneAt == null ? null : undoneAt.toInstant(),
                row.getBoolean("undoable"));
    }

    @Override
    public void propose(Draft draft) {
        db.sql("insert into roster_draft (draft, made_by, file, content, agent, revision) values (?, ?, ?, ?, ?, ?)")
                .param(draft.id())
                .param(draft.by().value())
                .param(draft.file())
                .param(draft.content())
                .param(login(draft.of()))
                .param(draft.revision())
                .update();
    }

    @Override
    public Optional<Draft> draft(UUID id, AgentId by) {
        return db.sql("""
                        select * from roster_draft
                        where draft = ? and made_by = ? and made_at > now() - interval '1 day'
                        """)
                .param(id)
                .param(by.value())
                .query((row, _) -> {
                    var of = row.getString("agent");
                    return new Draft(
                            id,
                            by,
                            row.getString("file"),
                            row.getString("content"),
                            of == null ? null : new AgentId(of),
                            row.getLong("revision"));
                })
                .optional();
    }

    @Override
    public void drop(UUID id) {
        db.sql("delete from roster_draft where draft = ?").param(id).update();
    }

    /// What was sent a day ago and never taken goes.
    @Scheduled(cron = "0 20 * * * *")
    void forgetDrafts() {
        db.sql("delete from roster_draft where made_at < now() - interval '1 day'")
                .update();
    }

    /// What is a year old goes.
    @Scheduled(cron = "0 50 2 * * *", zone = "Europe/Paris")
    @Transactional
    void forget() {
        db.sql("delete from roster_entry where to_at < now() - interval '1 year'")
                .update();
        db.sql("""
                delete from roster_import old where imported_at < now() - interval '1 year'
                  and not exists (select 1 from roster_entry where import = old.import or replaced_by = old.import)
                """).update();
    }

    /// Who counts is not overtaken by another who counts.
    private void oneAfterAnother() {
        db.sql("lock table roster_import in share row exclusive mode").update();
    }

    private static @Nullable String login(@Nullable AgentId agent) {
        return agent == null ? null : agent.value();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
