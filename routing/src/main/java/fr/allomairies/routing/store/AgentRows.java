package fr.allomairies.routing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.eventlog.Write;
import fr.allomairies.routing.Steered;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

record AgentRows(JdbcClient db) {

    List<AgentStatus> all() {
        return db.sql("select * from routing_agent order by agent")
                .query((row, _) -> agent(row))
                .list();
    }

    static Write save(AgentStatus agent) {
        var steered = agent.steered();
        return Write.sql("""
                insert into routing_agent (agent, presence, pause_reason, skills, idle_since, busy_micros, busy_since,
                       state, state_since, steered_at, steered_to, steered_reason, steered_by)
                values (:agent, :presence, :reason, :skills, :idleSince, :busy, :busySince, :state, :stateSince,
                       :steeredAt, :steeredTo, :steeredReason, :steeredBy)
                on conflict (agent) do update
                   set (presence, pause_reason, skills, idle_since, busy_micros, busy_since, state, state_since,
                        steered_at, steered_to, steered_reason, steered_by)
                     = (excluded.presence, excluded.pause_reason, excluded.skills, excluded.idle_since,
                        excluded.busy_micros, excluded.busy_since, excluded.state, excluded.state_since,
                        excluded.steered_at, excluded.steered_to, excluded.steered_reason, excluded.steered_by)
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
                .param("steeredAt", SqlTypes.time(steered == null ? null : steered.at()))
                .param("steeredTo", steered == null ? null : steered.to().name())
                .param("steeredReason", steered == null ? null : steered.reason())
                .param("steeredBy", steered == null ? null : steered.by().value());
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
                SqlTypes.time(row, "state_since"),
                steered(row));
    }

    private static @Nullable Steered steered(ResultSet row) throws SQLException {
        var at = SqlTypes.nullableTime(row, "steered_at");
        return at == null
                ? null
                : new Steered(
                        at,
                        AgentState.valueOf(row.getString("steered_to")),
                        row.getString("steered_reason"),
                        new AgentId(row.getString("steered_by")));
    }
}
