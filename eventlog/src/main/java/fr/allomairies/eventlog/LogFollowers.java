package fr.allomairies.eventlog;

import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs every [LogFollower] of the application, and lets every [CommitListener] listen.
@Component
class LogFollowers implements SmartLifecycle, Projections {

    private final Cursors cursors;
    private final List<FollowerLoop> loops;
    private final CommitListeners commits;
    private final List<CommitListener> listeners;
    private volatile boolean running;

    LogFollowers(
            List<LogFollower> followers,
            List<CommitListener> listeners,
            CommitListeners commits,
            LogHead log,
            JdbcClient db,
            TransactionTemplate transaction) {
        this.listeners = listeners;
        this.commits = commits;
        this.cursors = new Cursors(db);
        this.loops = followers.stream()
                .map(follower -> new FollowerLoop(follower, log, cursors, transaction))
                .toList();
    }

    @Override
    public void start() {
        running = true;
        commits.listen(listeners);
        loops.forEach(FollowerLoop::start);
    }

    @Override
    public void stop() {
        running = false;
        commits.listen(List.of());
        loops.forEach(FollowerLoop::stopSoon); // all at once: each may still be waiting for its next entry
        loops.forEach(FollowerLoop::awaitStop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void again(String follower) {
        cursors.move(follower, 0);
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
