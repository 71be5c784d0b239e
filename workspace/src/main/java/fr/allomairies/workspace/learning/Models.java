package fr.allomairies.workspace.learning;

import fr.allomairies.contact.AgentId;
import fr.allomairies.voiceassistant.Learning.Learned;
import fr.allomairies.voiceassistant.Learning.Measured;
import fr.allomairies.voiceassistant.Learning.Phase;
import fr.allomairies.voiceassistant.Learning.Sentences;
import fr.allomairies.workspace.learning.ModelVersion.State;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was learned, version by version.
@Repository
public class Models {

    /// Of older ones only the figures stay.
    private static final int KEPT = 10;

    /// Whoever has been at it for longer has died meanwhile.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final JdbcClient db;

    Models(JdbcClient db) {
        this.db = db;
    }

    /// Nobody is at what was begun too long ago.
    void failOld(Instant now) {
        db.sql("update assistant_model set state = 'FAILED' where state = 'LEARNING' and started_at < ?")
                .param(Timestamp.from(now.minus(LONGEST)))
                .update();
    }

    /// @return its version; none while another is learned
    Optional<Integer> start(int sentences, AgentId by, Instant at) {
        failOld(at);
        return db.sql("""
                        insert into assistant_model (state, sentences, started_at, started_by)
                        values ('LEARNING', ?, ?, ?) on conflict do nothing returning version
                        """)
                .params(sentences, Timestamp.from(at), by.value())
                .query(Integer.class)
                .optional();
    }

    /// @return false when it has failed meanwhile
    boolean learned(int version, Learned learned) {
        var learning = db.sql("""
                update assistant_model
                set state = 'CANDIDATE', content = ?, sha256 = ?, better = ?, worse = ?
                where version = ? and state = 'LEARNING'
                """)
                .params(learned.model(), sha256(learned.model()), learned.better(), learned.worse(), version)
                .update();
        if (learning == 0) {
            return false;
        }
        learned.before().forEach(measured -> add(version, false, measured));
        learned.after().forEach(measured -> add(version, true, measured));
        db.sql("""
                update assistant_model set content = null
                where content is not null and state in ('CANDIDATE', 'RETIRED')
                  and version not in (select version from assistant_model where content is not null
                                      order by version desc limit ?)
                  and version not in (select model from assistant_trial where ended_at is null)
                """).param(KEPT).update();
        return true;
    }

    private void add(int version, boolean candidate, Measured measured) {
        db.sql("insert into assistant_measure values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        version,
                        measured.sentences().name(),
                        candidate,
                        measured.size(),
                        measured.urgent(),
                        measured.theme(),
                        measured.category(),
                        measured.emergencyRecall(),
                        measured.emergencyPrecision())
                .update();
    }

    void reached(int version, Phase phase, int percent) {
        db.sql("update assistant_model set phase = ?, percent = ? where version = ? and state = 'LEARNING'")
                .params(phase.name(), percent, version)
                .update();
    }

    void failed(int version) {
        db.sql("update assistant_model set state = 'FAILED' where version = ? and state = 'LEARNING'")
                .param(version)
                .update();
    }

    /// In the caller's transaction.
    ///
    /// @return whether there was one to be discarded
    boolean discard(int version, AgentId by, Instant at) {
        return db.sql("""
                        update assistant_model set state = 'DISCARDED', content = null, decided_by = ?, decided_at = ?
                        where version = ? and state = 'CANDIDATE'
                        """).params(by.value(), Timestamp.from(at), version).update() > 0;
    }

    /// In the caller's transaction: what is in use is it no more.
    boolean retire() {
        return db.sql("update assistant_model set state = 'RETIRED' where state = 'ACTIVE'")
                        .update()
                > 0;
    }

    /// In the caller's transaction, after what is in use was retired.
    ///
    /// @return whether it is whole
    boolean activate(int version, AgentId by, Instant at) {
        return db.sql("""
                        update assistant_model set state = 'ACTIVE', decided_by = ?, decided_at = ?
                        where version = ? and state in ('CANDIDATE', 'RETIRED') and content is not null
                        """).params(by.value(), Timestamp.from(at), version).update() > 0;
    }

    public Optional<Integer> active() {
        return db.sql("select version from assistant_model where state = 'ACTIVE'")
                .query(Integer.class)
                .optional();
    }

    /// @return nothing where it is not there, or is not what was written
    public Optional<byte[]> content(int version) {
        return db.sql("select content, sha256 from assistant_model where version = ? and content is not null")
                .param(version)
                .query((row, _) -> new Stored(row.getBytes("content"), row.getString("sha256")))
                .optional()
                .filter(Stored::isWhole)
                .map(Stored::content);
    }

    /// The newest first.
    public List<ModelVersion> newest(int limit) {
        return db.sql("""
                        select version, state, phase, percent, sentences, started_at, started_by, decided_at, decided_by,
                               content is not null as whole, coalesce(better, 0) as better, coalesce(worse, 0) as worse
                        from assistant_model order by version desc limit ?
                        """).param(limit).query((row, _) -> version(row)).list();
    }

    private ModelVersion version(ResultSet row) throws SQLException {
        var version = row.getInt("version");
        var decidedAt = row.getTimestamp("decided_at");
        return new ModelVersion(
                version,
                State.valueOf(row.getString("state")),
                Phase.valueOf(Objects.requireNonNullElse(row.getString("phase"), Phase.READING.name())),
                row.getInt("percent"),
                row.getInt("sentences"),
                row.getTimestamp("started_at").toInstant(),
                new AgentId(row.getString("started_by")),
                decidedAt == null ? null : decidedAt.toInstant(),
                agent(row.getString("decided_by")),
                row.getBoolean("whole"),
                row.getInt("better"),
                row.getInt("worse"),
                measured(version, false),
                measured(version, true));
    }

    private static @Nullable AgentId agent(@Nullable String login) {
        return login == null ? null : new AgentId(login);
    }

    private List<Measured> measured(int version, boolean candidate) {
        return db.sql("select * from assistant_measure where version = ? and candidate = ? order by sentences")
                .params(version, candidate)
                .query((row, _) -> new Measured(
                        Sentences.valueOf(row.getString("sentences")),
                        row.getInt("size"),
                        row.getInt("urgent"),
                        row.getDouble("theme"),
                        row.getDouble("category"),
                        row.getDouble("emergency_recall"),
                        row.getDouble("emergency_precision")))
                .list();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Stored {

        private final byte[] content;
        private final String sha256;

        Stored(byte[] content, String sha256) {
            this.content = content;
            this.sha256 = sha256;
        }

        byte[] content() {
            return content;
        }

        boolean isWhole() {
            return sha256(content).equals(sha256);
        }
    }
}
