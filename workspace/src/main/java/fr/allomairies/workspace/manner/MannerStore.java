package fr.allomairies.workspace.manner;

import fr.allomairies.contact.AgentId;
import fr.allomairies.voiceassistant.Thresholds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was changed, version by version.
@Repository
class MannerStore {

    /// Of one sentence: older ones can be taken back no more.
    static final int KEPT = 20;

    private static final String VERSION =
            "version, sentence, text, sound is not null as recorded, words, changed_at, changed_by "
                    + "from assistant_sentence ";

    private final JdbcClient db;

    MannerStore(JdbcClient db) {
        this.db = db;
    }

    /// Another one each time that anything has changed.
    Stamp stamp() {
        return db.sql("""
                        select coalesce((select max(version) from assistant_sentence), 0) as sentence,
                               coalesce((select max(version) from assistant_thresholds), 0) as thresholds
                        """)
                .query((row, _) -> new Stamp(row.getLong("sentence"), row.getInt("thresholds")))
                .single();
    }

    record Stamp(long sentence, int thresholds) {

        static final Stamp SHIPPED = new Stamp(0, 0);
    }

    /// The newest of each sentence that was ever changed, by its key.
    Map<String, SentenceVersion> newest() {
        var newest = new HashMap<String, SentenceVersion>();
        db.sql("select distinct on (sentence) " + VERSION + "order by sentence, version desc")
                .query(MannerStore::version)
                .list()
                .forEach(version -> newest.put(version.sentence(), version));
        return newest;
    }

    Optional<SentenceVersion> newest(String sentence) {
        return versions(sentence, 1).stream().findFirst();
    }

    /// The newest first.
    List<SentenceVersion> versions(String sentence, int limit) {
        return db.sql("select " + VERSION + "where sentence = ? order by version desc limit ?")
                .params(sentence, limit)
                .query(MannerStore::version)
                .list();
    }

    Optional<SentenceVersion> version(String sentence, long version) {
        return db.sql("select " + VERSION + "where sentence = ? and version = ?")
                .params(sentence, version)
                .query(MannerStore::version)
                .optional();
    }

    private static SentenceVersion version(ResultSet row, int number) throws SQLException {
        return new SentenceVersion(
                row.getLong("version"),
                row.getString("sentence"),
                row.getString("text"),
                row.getBoolean("recorded"),
                row.getString("words"),
                row.getTimestamp("changed_at").toInstant(),
                new AgentId(row.getString("changed_by")));
    }

    Optional<byte[]> sound(long version) {
        return db.sql("select sound from assistant_sentence where version = ? and sound is not null")
                .param(version)
                .query((row, _) -> row.getBytes("sound"))
                .optional();
    }

    /// In the caller's transaction, at whose end the next may change anything.
    void alone() {
        db.sql("lock table assistant_sentence, assistant_thresholds in share row exclusive mode")
                .update();
    }

    /// In the caller's transaction.
    ///
    /// @param words that the sound says
    /// @return its version
    long add(
            String sentence,
            @Nullable String text,
            byte @Nullable [] sound,
            @Nullable String words,
            AgentId by,
            Instant at) {
        var version = db.sql("""
                        insert into assistant_sentence (sentence, text, sound, words, changed_at, changed_by)
                        values (?, ?, ?, ?, ?, ?) returning version
                        """)
                .param(sentence)
                .param(text)
                .param(sound)
                .param(words)
                .param(Timestamp.from(at))
                .param(by.value())
                .query(Long.class)
                .single();
        db.sql("""
                        delete from assistant_sentence
                        where sentence = :sentence
                          and version not in (select version from assistant_sentence where sentence = :sentence
                                              order by version desc limit :kept)
                        """).param("sentence", sentence).param("kept", KEPT).update();
        return version;
    }

    /// In the caller's transaction: nobody can take them back.
    void eraseSounds(String sentence) {
        db.sql("update assistant_sentence set sound = null, words = null where sentence = ?")
                .param(sentence)
                .update();
    }

    /// The newest first.
    List<ThresholdsVersion> thresholds(int limit) {
        return db.sql("select * from assistant_thresholds order by version desc limit ?")
                .param(limit)
                .query(MannerStore::thresholds)
                .list();
    }

    Optional<ThresholdsVersion> thresholdsOf(int version) {
        return db.sql("select * from assistant_thresholds where version = ?")
                .param(version)
                .query(MannerStore::thresholds)
                .optional();
    }

    private static ThresholdsVersion thresholds(ResultSet row, int number) throws SQLException {
        return new ThresholdsVersion(
                row.getInt("version"),
                row.getDouble("sure"),
                row.getDouble("one_of_two"),
                row.getInt("failures"),
                row.getInt("long_wait_minutes"),
                row.getTimestamp("changed_at").toInstant(),
                new AgentId(row.getString("changed_by")));
    }

    /// In the caller's transaction.
    ///
    /// @return its version
    int add(Thresholds thresholds, AgentId by, Instant at) {
        return db.sql("""
                        insert into assistant_thresholds (sure, one_of_two, failures, long_wait_minutes, changed_at, changed_by)
                        values (?, ?, ?, ?, ?, ?) returning version
                        """)
                .params(
                        thresholds.sure(),
                        thresholds.oneOfTwo(),
                        thresholds.failures(),
                        thresholds.longWait().toMinutes(),
                        Timestamp.from(at),
                        by.value())
                .query(Integer.class)
                .single();
    }
}
