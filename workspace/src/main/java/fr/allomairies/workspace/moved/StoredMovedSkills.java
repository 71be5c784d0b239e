package fr.allomairies.workspace.moved;

import fr.allomairies.contact.AgentEvent.AgentSkillMoved;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Skill;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class StoredMovedSkills implements MovedSkills, LogFollower {

    private static final Duration TOLD = Duration.ofDays(30);

    private final JdbcClient db;
    private final Clock clock;

    StoredMovedSkills(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Moved> unread(AgentId agent) {
        return db.sql("""
                        select m.* from skill_moved m left join skill_moved_read r on r.agent = m.agent
                        where m.agent = ? and m.at > ? and m.position > coalesce(r.position, -1) order by m.position
                        """)
                .params(agent.value(), Timestamp.from(clock.instant().minus(TOLD)))
                .query(StoredMovedSkills::moved)
                .list();
    }

    @Override
    public void read(AgentId agent, long position) {
        db.sql("""
                        insert into skill_moved_read (agent, position) values (?, ?)
                        on conflict (agent) do update set position = greatest(skill_moved_read.position, excluded.position)
                        """).params(agent.value(), position).update();
    }

    @Override
    public String name() {
        return "moved-skills";
    }

    @Override
    public boolean wants(Event event) {
        return event instanceof AgentSkillMoved;
    }

    @Override
    public void on(LogEntry entry) {
        if (entry.event() instanceof AgentSkillMoved moved) {
            var by = moved.by();
            var until = moved.until();
            db.sql("""
                            insert into skill_moved (agent, skill, position, at, level, until, by_agent)
                            values (?, ?, ?, ?, ?, ?, ?)
                            on conflict (agent, skill) do update
                            set position = excluded.position, at = excluded.at, level = excluded.level,
                                until = excluded.until, by_agent = excluded.by_agent
                            where skill_moved.position < excluded.position
                            """)
                    .param(moved.agent().value())
                    .param(moved.skill().value())
                    .param(entry.position())
                    .param(Timestamp.from(moved.at()))
                    .param(moved.level())
                    .param(until == null ? null : Timestamp.from(until))
                    .param(by == null ? null : by.value())
                    .update();
        }
    }

    @Override
    public Duration rest() {
        return Duration.ofMillis(500);
    }

    private static Moved moved(ResultSet row, int number) throws SQLException {
        var until = row.getTimestamp("until");
        var by = row.getString("by_agent");
        return new Moved(
                row.getLong("position"),
                new Skill(row.getString("skill")),
                row.getObject("level", Integer.class),
                until == null ? null : until.toInstant(),
                by == null ? null : new AgentId(by));
    }
}
