package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PhoneStore {

    private static final int PASSWORD_BYTES = 18;

    private final JdbcClient db;
    private final SecureRandom random = new SecureRandom();

    PhoneStore(JdbcClient db) {
        this.db = db;
    }

    /// Made at the first call, the same ever after.
    PhoneCredentials credentials(AgentId agent) {
        db.sql("insert into agent_phone (agent, web_password, sip_password) values (?, ?, ?) on conflict do nothing")
                .params(agent.value(), password(), password())
                .update();
        return db.sql("select web_password, sip_password from agent_phone where agent = ?")
                .param(agent.value())
                .query((row, _) -> new PhoneCredentials(row.getString(1), row.getString(2)))
                .single();
    }

    List<AgentId> agents() {
        return db.sql("select agent from agent_phone order by agent")
                .query((row, _) -> new AgentId(row.getString(1)))
                .list();
    }

    boolean reachable(AgentId agent) {
        return db.sql("select reachable from agent_phone where agent = ?")
                .param(agent.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /// Whether that is a change.
    boolean reachable(AgentId agent, boolean reachable) {
        return db.sql("update agent_phone set reachable = ? where agent = ? and reachable <> ?")
                        .params(reachable, agent.value(), reachable)
                        .update()
                == 1;
    }

    private String password() {
        var bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
