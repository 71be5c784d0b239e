package fr.allomairies.eventlog;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where each follower stands.
record Cursors(JdbcClient db) {

    /// Locks the cursor for the caller's transaction, so that a follower runs on one node at a time.
    long lock(String follower) {
        return locked(follower).orElseGet(() -> {
            db.sql("insert into event_log_cursor (follower, position) values (?, 0) on conflict do nothing")
                    .param(follower)
                    .update();
            return locked(follower).orElseThrow();
        });
    }

    private Optional<Long> locked(String follower) {
        return db.sql("select position from event_log_cursor where follower = ? for update")
                .param(follower)
                .query(Long.class)
                .optional();
    }

    void move(String follower, long position) {
        db.sql("update event_log_cursor set position = ?, moved_at = now() where follower = ?")
                .params(position, follower)
                .update();
    }
}
