package fr.allomairies.ticketing.handover;

import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.HandOvers.HandOver;
import fr.allomairies.ticketing.MunicipalService.Way;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of hand-overs.
@Repository
class HandOverStore {

    private final JdbcClient db;

    HandOverStore(JdbcClient db) {
        this.db = db;
    }

    void add(HandOver handOver) {
        db.sql("""
                        insert into hand_over (hand_over, ticket_id, task_id, service, way, target, sector, due, made_at, expires_at,
                                               tried_from, due_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(handOver.id())
                .param(handOver.ticket().value())
                .param(handOver.task() == null ? null : handOver.task().value())
                .param(handOver.service().value())
                .param(handOver.way().name())
                .param(handOver.target())
                .param(handOver.sector())
                .param(handOver.due())
                .param(Timestamp.from(handOver.madeAt()))
                .param(Timestamp.from(handOver.expiresAt()))
                .param(Timestamp.from(handOver.triedFrom()))
                .param(timestamp(handOver.dueAt()))
                .update();
    }

    List<HandOver> claim(Instant now, Instant until, int limit) {
        return db.sql("""
                        update hand_over set due_at = ?, tries = tries + 1
                        where hand_over in (select hand_over from hand_over where due_at <= ?
                                            order by due_at limit ? for update skip locked)
                        returning *
                        """)
                .params(Timestamp.from(until), Timestamp.from(now), limit)
                .query(HandOverStore::handOver)
                .list();
    }

    void sent(UUID id, Instant at) {
        db.sql("update hand_over set sent_at = ?, due_at = null, failure = null where hand_over = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    void failed(UUID id, String code, @Nullable Instant again) {
        db.sql("update hand_over set failure = ?, due_at = ?, sent_at = null where hand_over = ?")
                .param(code)
                .param(timestamp(again))
                .param(id)
                .update();
    }

    void again(UUID id, Instant now) {
        db.sql("update hand_over set due_at = ?, tried_from = ?, tries = 0 where hand_over = ? and sent_at is null")
                .params(Timestamp.from(now), Timestamp.from(now), id)
                .update();
    }

    Optional<HandOver> find(UUID id) {
        return db.sql("select * from hand_over where hand_over = ?")
                .param(id)
                .query(HandOverStore::handOver)
                .optional();
    }

    List<HandOver> of(TicketId ticket) {
        return db.sql("select * from hand_over where ticket_id = ? order by nth desc")
                .param(ticket.value())
                .query(HandOverStore::handOver)
                .list();
    }

    List<HandOver> failing(int limit) {
        return db.sql("""
                        select * from hand_over where failure is not null and sent_at is null order by nth desc limit ?
                        """).param(limit).query(HandOverStore::handOver).list();
    }

    private static HandOver handOver(ResultSet row, int number) throws SQLException {
        var task = row.getObject("task_id", UUID.class);
        return new HandOver(
                row.getObject("hand_over", UUID.class),
                new TicketId(row.getObject("ticket_id", UUID.class)),
                task == null ? null : new TaskId(task),
                new ServiceCode(row.getString("service")),
                Way.valueOf(row.getString("way")),
                row.getString("target"),
                row.getString("sector"),
                row.getDate("due").toLocalDate(),
                row.getTimestamp("made_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("tried_from").toInstant(),
                row.getInt("tries"),
                instant(row.getTimestamp("due_at")),
                instant(row.getTimestamp("sent_at")),
                row.getString("failure"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
