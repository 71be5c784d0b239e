package fr.allomairies.workspace.board.skills;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.workspace.board.skills.SkillMove.End;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What supervisors changed of skills, and what is to go back when. Of a skill of an agent one is open at most.
@Component
class SkillMoves {

    private static final Duration KEPT = Duration.ofDays(400);

    /// What holds until somebody changes it is offered for undoing for so long.
    private static final Duration UNDOABLE = Duration.ofHours(24);

    private final JdbcClient db;

    SkillMoves(JdbcClient db) {
        this.db = db;
    }

    /// Takes the place of the open one of that skill: where that one still holds, this one goes back to the same.
    @Transactional
    public void begin(SkillMove move) {
        db.sql("lock table skill_move in share row exclusive mode").update();
        var open = db.sql("select * from skill_move where agent = ? and skill = ? and ended_at is null")
                .params(move.agent().value(), move.skill().value())
                .query(SkillMoves::move)
                .optional();
        var holds = open.isPresent() && Objects.equals(open.get().level(), move.before());
        open.ifPresent(one -> end(one, holds ? End.REPLACED : End.CHANGED, move.by(), move.at()));
        var before = holds && open.get().until() != null ? open.get().before() : move.before();
        db.sql("""
                        insert into skill_move (move, batch, agent, skill, level, before, given_by, given_at, until)
                        values (:move, :batch, :agent, :skill, :level, :before, :by, :at, :until)
                        """)
                .param("move", move.id())
                .param("batch", move.batch())
                .param("agent", move.agent().value())
                .param("skill", move.skill().value())
                .param("level", move.level())
                .param("before", before)
                .param("by", move.by().value())
                .param("at", utc(move.at()))
                .param("until", utc(move.until()))
                .update();
    }

    /// It came to nothing.
    @Transactional
    public void drop(UUID move) {
        db.sql("delete from skill_move where move = ?").param(move).update();
    }

    /// Locks it until the transaction ends; absent when it is ended, or somebody else ends it now.
    Optional<SkillMove> lockOpen(UUID move) {
        return db.sql("select * from skill_move where move = ? and ended_at is null for update skip locked")
                .param(move)
                .query(SkillMoves::move)
                .optional();
    }

    void end(SkillMove move, End end, @Nullable AgentId by, Instant at) {
        db.sql("update skill_move set ended = ?, ended_by = ?, ended_at = ? where move = ?")
                .param(end.name())
                .param(by == null ? null : by.value())
                .param(utc(at))
                .param(move.id())
                .update();
    }

    List<SkillMove> over(Instant at) {
        return db.sql("select * from skill_move where ended_at is null and until <= ? order by until")
                .param(utc(at))
                .query(SkillMoves::move)
                .list();
    }

    List<SkillMove> openOf(UUID batch) {
        return db.sql("select * from skill_move where batch = ? and ended_at is null order by agent")
                .param(batch)
                .query(SkillMoves::move)
                .list();
    }

    /// What can be undone, what ends first before the others.
    List<SkillMove> open(Instant at) {
        return db.sql("""
                        select * from skill_move where ended_at is null and (until is not null or given_at > ?)
                        order by until nulls last, given_at desc, agent
                        """)
                .param(utc(at.minus(UNDOABLE)))
                .query(SkillMoves::move)
                .list();
    }

    /// The newest first.
    List<SkillMove> newest(int limit) {
        return db.sql("select * from skill_move order by given_at desc, agent limit ?")
                .param(limit)
                .query(SkillMoves::move)
                .list();
    }

    void forget(Instant at) {
        db.sql("delete from skill_move where given_at < ? and (ended_at is not null or until is null)")
                .param(utc(at.minus(KEPT)))
                .update();
    }

    private static SkillMove move(ResultSet row, int number) throws SQLException {
        var endedBy = row.getString("ended_by");
        var ended = row.getString("ended");
        return new SkillMove(
                row.getObject("move", UUID.class),
                row.getObject("batch", UUID.class),
                new AgentId(row.getString("agent")),
                new Skill(row.getString("skill")),
                row.getObject("level", Integer.class),
                row.getObject("before", Integer.class),
                new AgentId(row.getString("given_by")),
                row.getTimestamp("given_at").toInstant(),
                instant(row, "until"),
                instant(row, "ended_at"),
                endedBy == null ? null : new AgentId(endedBy),
                ended == null ? null : End.valueOf(ended));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
