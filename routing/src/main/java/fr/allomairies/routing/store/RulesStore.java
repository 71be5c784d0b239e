package fr.allomairies.routing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.routing.RoutingRules.Activation;
import fr.allomairies.routing.RoutingRules.Draft;
import fr.allomairies.routing.RoutingRules.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Versions, drafts and activations of the rules. What changes something belongs into a transaction of the caller's.
@Component
public class RulesStore {

    private static final String IN_FORCE = """
            where cancelled_at is null and active_from <= :now
            order by active_from desc, id desc limit 1
            """;

    private final JdbcClient db;

    RulesStore(JdbcClient db) {
        this.db = db;
    }

    /// The first version, in force since ever: a node whose clock is slow must find it too.
    /// Once, whoever comes first.
    public void ship(String text, String note, Instant at) {
        var inserted = db.sql("""
                        insert into routing_rules_version (version, saved_at, note, text)
                        select 1, :at, :note, :text where not exists (select from routing_rules_version)
                        on conflict do nothing
                        """)
                .param("at", SqlTypes.time(at))
                .param("note", note)
                .param("text", text)
                .update();
        if (inserted == 1) {
            order(1, Instant.EPOCH, at, null);
        }
    }

    /// Numbers follow one another without a gap, whoever saves at the same time.
    public Version save(AgentId author, String text, String note, Instant at) {
        db.sql("lock table routing_rules_version in share row exclusive mode").update();
        return db.sql("""
                        insert into routing_rules_version (version, author, saved_at, note, text)
                        select coalesce(max(version), 0) + 1, :author, :at, :note, :text from routing_rules_version
                        returning *
                        """)
                .param("author", author.value())
                .param("at", SqlTypes.time(at))
                .param("note", note)
                .param("text", text)
                .query((row, _) -> version(row))
                .single();
    }

    public List<Version> versions() {
        return db.sql("select * from routing_rules_version order by version desc")
                .query((row, _) -> version(row))
                .list();
    }

    public Optional<Version> version(int number) {
        return db.sql("select * from routing_rules_version where version = ?")
                .param(number)
                .query((row, _) -> version(row))
                .optional();
    }

    /// Never before the one in force, so that of two orders the later counts, even between
    /// nodes whose clocks differ.
    public void order(int version, Instant from, Instant at, @Nullable AgentId by) {
        db.sql("""
                insert into routing_rules_activation (version, ordered_by, ordered_at, active_from)
                values (:version, :by, :at, greatest(:from, (
                    select max(active_from) from routing_rules_activation where effective_at is not null)))
                """)
                .param("version", version)
                .param("by", by == null ? null : by.value())
                .param("at", SqlTypes.time(at))
                .param("from", SqlTypes.time(from))
                .update();
    }

    /// Returns whether it could still be taken back.
    public boolean cancel(long activation, Instant at, AgentId by) {
        return db.sql("""
                        update routing_rules_activation set cancelled_at = :at, cancelled_by = :by
                        where id = :id and cancelled_at is null and effective_at is null and active_from > :at
                        """)
                        .param("at", SqlTypes.time(at))
                        .param("by", by.value())
                        .param("id", activation)
                        .update()
                == 1;
    }

    /// Returns whether this is the first time, and it was not taken back at the last moment.
    public boolean takeUp(long activation, Instant at) {
        return db.sql("""
                        update routing_rules_activation set effective_at = :at
                        where id = :id and cancelled_at is null and effective_at is null
                        """)
                        .param("at", SqlTypes.time(at))
                        .param("id", activation)
                        .update()
                == 1;
    }

    public Activation inForce(Instant now) {
        return db.sql("select * from routing_rules_activation " + IN_FORCE)
                .param("now", SqlTypes.time(now))
                .query((row, _) -> activation(row))
                .single();
    }

    /// By which version contacts were routed at that time; before the first start, the one that
    /// came with the product.
    public Version routedBy(Instant at) {
        return db.sql("""
                        select version.* from routing_rules_version version
                        join routing_rules_activation using (version)
                        where effective_at <= :at or id = (select min(id) from routing_rules_activation)
                        order by effective_at <= :at desc nulls last, effective_at desc, id desc limit 1
                        """)
                .param("at", SqlTypes.time(at))
                .query((row, _) -> version(row))
                .single();
    }

    public List<Activation> activations() {
        return db.sql("select * from routing_rules_activation order by id desc")
                .query((row, _) -> activation(row))
                .list();
    }

    public Optional<Activation> activation(long id) {
        return db.sql("select * from routing_rules_activation where id = ?")
                .param(id)
                .query((row, _) -> activation(row))
                .optional();
    }

    public List<Draft> drafts() {
        return db.sql("select * from routing_rules_draft order by author")
                .query((row, _) -> draft(row))
                .list();
    }

    public Optional<Draft> draft(AgentId author) {
        return db.sql("select * from routing_rules_draft where author = ?")
                .param(author.value())
                .query((row, _) -> draft(row))
                .optional();
    }

    public void keepDraft(AgentId author, String text, Instant at) {
        db.sql("""
                insert into routing_rules_draft (author, saved_at, text) values (:author, :at, :text)
                on conflict (author) do update set (saved_at, text) = (excluded.saved_at, excluded.text)
                """)
                .param("author", author.value())
                .param("at", SqlTypes.time(at))
                .param("text", text)
                .update();
    }

    public void dropDraft(AgentId author) {
        db.sql("delete from routing_rules_draft where author = ?")
                .param(author.value())
                .update();
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getInt("version"),
                agent(row, "author"),
                SqlTypes.time(row, "saved_at"),
                row.getString("note"),
                row.getString("text"));
    }

    private static Activation activation(ResultSet row) throws SQLException {
        return new Activation(
                row.getLong("id"),
                row.getInt("version"),
                agent(row, "ordered_by"),
                SqlTypes.time(row, "ordered_at"),
                SqlTypes.time(row, "active_from"),
                agent(row, "cancelled_by"),
                SqlTypes.nullableTime(row, "cancelled_at"),
                SqlTypes.nullableTime(row, "effective_at"));
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(new AgentId(row.getString("author")), SqlTypes.time(row, "saved_at"), row.getString("text"));
    }

    private static @Nullable AgentId agent(ResultSet row, String column) throws SQLException {
        var login = row.getString(column);
        return login == null ? null : new AgentId(login);
    }
}
