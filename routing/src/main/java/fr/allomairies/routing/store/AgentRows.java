package fr.allomairies.routing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

record AgentRows(JdbcClient db) {

    List<AgentStatus> all() {
        return db.sql("select * from routing_agent order by agent")
                .query((row, _) -> agent(row))
                .list();
    }

    void save(AgentStatus agent) {
        db.sql("""
                insert into routing_agent (agent, presence, pause_reason, skills, idle_since, busy_micros, busy_since,
                       state, state_since)
                values (:agent, :presence, :reason, :skills, :idleSince, :busy, :busySince, :state, :stateSince)
                on conflict (agent) do update
                   set (presence, pause_reason, skills, idle_since, busy_micros, busy_since, state, state_since)
                     = (excluded.presence, excluded.pause_reason, excluded.skills, excluded.idle_since,
                        excluded.busy_micros, excluded.busy_since, excluded.state, excluded.state_since)
                """)
                .param("agent", agent.id().value())
                .param("presence", agent.presence().name())
                .param("reason", agent.pauseReason())
                .param("skills", SqlTypes.skills(agent.skills()))
                .param("idleSince", SqlTypes.time(agent.idleSince()))
                .param("busy", agent.busy().toNanos() / 1000)
                .param("busySince", SqlTypes.time(agent.busySince()))
                .param("state", agent.state().name())
                .param("stateSince", SqlTypes.time(agent.stateSince()))
                .update();
    }

    private static AgentStatus agent(ResultSet row) throws SQLException {
        return new AgentStatus(
                new AgentId(row.getString("agent")),
                Presence.valueOf(row.getString("presence")),
                row.getString("pause_reason"),
                SqlTypes.skills(row, "skills"),
                SqlTypes.time(row, "idle_since"),
                Duration.of(row.getLong("busy_micros"), ChronoUnit.MICROS),
                SqlTypes.nullableTime(row, "busy_since"),
                AgentState.valueOf(row.getString("state")),
                SqlTypes.time(row, "state_since"));
    }
}
