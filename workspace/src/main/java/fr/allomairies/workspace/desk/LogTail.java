package fr.allomairies.workspace.desk;

import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The one reader of the log for all desks. It starts at the end of the log; who was away reads what it missed itself.
@Component
class LogTail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EventLog log;
    private final DeskStreams streams;
    private volatile boolean running;

    LogTail(EventLog log, DeskStreams streams) {
        this.log = log;
        this.streams = streams;
    }

    @Override
    public void start() {
        streams.startAt(log.head());
        running = true;
        Thread.ofVirtual().name("desk-log-tail").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        streams.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                if (log.awaitBeyond(streams.position(), PATIENCE)) {
                    List<LogEntry> news = log.read(streams.position(), BATCH);
                    streams.publish(news);
                }
                streams.glance();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("desk-log-tail-failed");
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
