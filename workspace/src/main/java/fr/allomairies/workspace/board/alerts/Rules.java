package fr.allomairies.workspace.board.alerts;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.workspace.board.alerts.RuleChange.What;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The rules, and who changed which.
@Component
class Rules {

    /// More are read by nobody.
    static final int MOST = 50;

    private final JdbcClient db;

    Rules(JdbcClient db) {
        this.db = db;
    }

    List<Rule> all() {
        return db.sql("select * from alert_rule order by name, rule")
                .query(Rules::rule)
                .list();
    }

    Optional<Rule> rule(UUID id) {
        return db.sql("select * from alert_rule where rule = ?")
                .param(id)
                .query(Rules::rule)
                .optional();
    }

    /// @return false when there are as many as there may be
    @Transactional
    public boolean put(Rule rule) {
        db.sql("lock table alert_rule in share row exclusive mode").update();
        if (rule(rule.id()).isEmpty() && all().size() >= MOST) {
            return false;
        }
        db.sql("""
                insert into alert_rule (rule, name, figure, scope, above, threshold, release, lasting_seconds, when_open,
                                        sound, mails, language, webhook, active, saved_by, saved_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (rule) do update set
                    name = excluded.name, figure = excluded.figure, scope = excluded.scope, above = excluded.above,
                    threshold = excluded.threshold, release = excluded.release,
                    lasting_seconds = excluded.lasting_seconds, when_open = excluded.when_open,
                    sound = excluded.sound, mails = excluded.mails, language = excluded.language,
                    webhook = excluded.webhook, active = excluded.active, saved_by = excluded.saved_by,
                    saved_at = excluded.saved_at
                """)
                .params(
                        rule.id(),
                        rule.name(),
                        rule.figure().name(),
                        rule.scope().toString(),
                        rule.above(),
                        rule.threshold(),
                        rule.release(),
                        rule.lasting().toSeconds(),
                        rule.whenOpen(),
                        rule.sound(),
                        rule.mails().stream().map(EmailAddress::value).collect(Collectors.joining("\n")),
                        rule.language(),
                        rule.webhook() == null ? "" : rule.webhook().toString(),
                        rule.active(),
                        rule.savedBy().value(),
                        utc(rule.savedAt()))
                .update();
        changed(rule, What.SAVED, rule.savedBy(), rule.savedAt());
        return true;
    }

    @Transactional
    public void activate(Rule rule, boolean active, AgentId by, Instant at) {
        var changed = db.sql("update alert_rule set active = ? where rule = ? and active <> ?")
                .params(active, rule.id(), active)
                .update();
        if (changed > 0) {
            changed(rule, active ? What.RESUMED : What.PAUSED, by, at);
        }
    }

    @Transactional
    public void remove(Rule rule, AgentId by, Instant at) {
        if (db.sql("delete from alert_rule where rule = ?").param(rule.id()).update() > 0) {
            changed(rule, What.REMOVED, by, at);
        }
    }

    private void changed(Rule rule, What what, AgentId by, Instant at) {
        db.sql("insert into alert_rule_change (rule, name, what, changed_by, changed_at) values (?, ?, ?, ?, ?)")
                .params(rule.id(), rule.name(), what.name(), by.value(), utc(at))
                .update();
    }

    /// The newest first.
    List<RuleChange> changes(int limit) {
        return db.sql("select name, what, changed_by, changed_at from alert_rule_change order by change desc limit ?")
                .param(limit)
                .query((row, _) -> new RuleChange(
                        row.getString("name"),
                        What.valueOf(row.getString("what")),
                        new AgentId(row.getString("changed_by")),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    private static Rule rule(ResultSet row, int number) throws SQLException {
        var webhook = row.getString("webhook");
        return new Rule(
                row.getObject("rule", UUID.class),
                row.getString("name"),
                Figure.valueOf(row.getString("figure")),
                Scope.of(row.getString("scope")).orElseThrow(),
                row.getBoolean("above"),
                row.getDouble("threshold"),
                row.getDouble("release"),
                Duration.ofSeconds(row.getInt("lasting_seconds")),
                row.getBoolean("when_open"),
                row.getBoolean("sound"),
                row.getString("mails").lines().map(EmailAddress::new).toList(),
                row.getString("language"),
                webhook.isEmpty() ? null : URI.create(webhook),
                row.getBoolean("active"),
                new AgentId(row.getString("saved_by")),
                row.getTimestamp("saved_at").toInstant());
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
