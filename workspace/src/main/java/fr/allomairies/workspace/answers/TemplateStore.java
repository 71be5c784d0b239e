package fr.allomairies.workspace.answers;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.answers.TemplateVersion.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TemplateStore {

    private final JdbcClient db;

    TemplateStore(JdbcClient db) {
        this.db = db;
    }

    /// By abbreviation.
    List<AnswerTemplate> all() {
        return heads(null);
    }

    Optional<AnswerTemplate> find(String abbreviation) {
        return heads(abbreviation).stream().findFirst();
    }

    private List<AnswerTemplate> heads(@Nullable String abbreviation) {
        var inUse = versions("""
                        join answer_template t on t.abbreviation = v.abbreviation and t.in_use = v.version
                        where v.abbreviation = coalesce(:abbreviation, v.abbreviation)
                        """, abbreviation).stream()
                .collect(Collectors.toMap(TemplateVersion::abbreviation, Function.identity()));
        var newest = versions("""
                        where v.abbreviation = coalesce(:abbreviation, v.abbreviation)
                          and v.version = (select max(version) from answer_template_version n
                                           where n.abbreviation = v.abbreviation)
                        """, abbreviation).stream()
                .collect(Collectors.toMap(TemplateVersion::abbreviation, Function.identity()));
        return db
                .sql("""
                        select abbreviation, active from answer_template
                        where abbreviation = coalesce(:abbreviation, abbreviation) order by abbreviation
                        """)
                .param("abbreviation", abbreviation, java.sql.Types.VARCHAR)
                .query((row, _) -> Map.entry(row.getString("abbreviation"), row.getBoolean("active")))
                .list()
                .stream()
                .filter(head -> newest.containsKey(head.getKey()))
                .map(head -> new AnswerTemplate(
                        head.getKey(),
                        head.getValue(),
                        Objects.requireNonNull(newest.get(head.getKey())),
                        inUse.get(head.getKey())))
                .toList();
    }

    private List<TemplateVersion> versions(String which, @Nullable String abbreviation) {
        return db.sql("select v.* from answer_template_version v " + which)
                .param("abbreviation", abbreviation, java.sql.Types.VARCHAR)
                .query(TemplateStore::version)
                .list();
    }

    /// The newest first.
    List<TemplateVersion> versions(String abbreviation) {
        return versions("where v.abbreviation = :abbreviation order by v.version desc", abbreviation);
    }

    private static TemplateVersion version(ResultSet row, int number) throws SQLException {
        var decidedBy = row.getString("decided_by");
        var decidedAt = row.getTimestamp("decided_at");
        return new TemplateVersion(
                row.getString("abbreviation"),
                row.getInt("version"),
                new Content(row.getString("title"), row.getString("french"), row.getString("english")),
                State.valueOf(row.getString("state")),
                new AgentId(row.getString("written_by")),
                row.getTimestamp("written_at").toInstant(),
                decidedBy == null ? null : new AgentId(decidedBy),
                decidedAt == null ? null : decidedAt.toInstant());
    }

    /// In the caller's transaction, at whose end the next may change anything.
    void alone() {
        db.sql("lock table answer_template in share row exclusive mode").update();
    }

    void open(String abbreviation) {
        db.sql("insert into answer_template (abbreviation) values (?)")
                .param(abbreviation)
                .update();
    }

    void draft(String abbreviation, int version, Content content, AgentId by, Instant at) {
        db.sql("""
                        insert into answer_template_version
                            (abbreviation, version, title, french, english, state, written_by, written_at)
                        values (?, ?, ?, ?, ?, 'DRAFT', ?, ?)
                        """)
                .params(
                        abbreviation,
                        version,
                        content.title(),
                        content.french(),
                        content.english(),
                        by.value(),
                        Timestamp.from(at))
                .update();
    }

    void decide(String abbreviation, int version, State state, AgentId by, Instant at) {
        db.sql("""
                        update answer_template_version set state = ?, decided_by = ?, decided_at = ?
                        where abbreviation = ? and version = ?
                        """)
                .params(state.name(), by.value(), Timestamp.from(at), abbreviation, version)
                .update();
    }

    void use(String abbreviation, int version) {
        db.sql("update answer_template set in_use = ? where abbreviation = ?")
                .params(version, abbreviation)
                .update();
    }

    void activate(String abbreviation, boolean active) {
        db.sql("update answer_template set active = ? where abbreviation = ?")
                .params(active, abbreviation)
                .update();
    }
}
