package fr.allomairies.workspace.learning;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is in use stays as it is while something else is tried beside it: otherwise nobody knows what was compared.
@Repository
public class TrialUnderWay {

    private final JdbcClient db;

    public TrialUnderWay(JdbcClient db) {
        this.db = db;
    }

    /// In the caller's transaction, until whose end none begins or ends.
    ///
    /// @return its number
    public Optional<Integer> alone() {
        db.sql("lock table assistant_trial in share row exclusive mode").update();
        return db.sql("select trial from assistant_trial where ended_at is null")
                .query(Integer.class)
                .optional();
    }
}
