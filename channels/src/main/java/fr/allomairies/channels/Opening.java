package fr.allomairies.channels;

import fr.allomairies.contact.ChannelKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Opens the tickets of accepted messages, those first that have waited longest. Accepting goes before: while several
/// wait for that at the same time, one lane alone goes on, and rests between two lots.
@Component
class Opening implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    /// For each channel; with more they only wait for processors and locks.
    private static final int LANES = 3;

    /// Few enough for nobody to wait for the locks that they hold.
    private static final int LOT = 10;

    private static final long PATIENCE = 1_000; // ms
    private static final long REST = 500; // ms
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final Intake intake;
    private final Acceptance acceptance;
    private final List<ChannelKind> channels;
    private final List<Thread> lanes = new ArrayList<>();
    private volatile boolean running;

    Opening(Intake intake, Acceptance acceptance, Adapters adapters) {
        this.intake = intake;
        this.acceptance = acceptance;
        this.channels = adapters.all().stream()
                .filter(ChannelAdapter::isNumbered)
                .map(ChannelAdapter::kind)
                .toList();
    }

    @Override
    public void start() {
        running = true;
        for (var channel : channels) {
            for (int nth = 0; nth < LANES; nth++) {
                var first = nth == 0;
                lanes.add(Thread.ofPlatform()
                        .daemon()
                        .name("opening-" + channel + "-" + nth)
                        .start(() -> run(channel, first)));
            }
        }
    }

    /// @param first the one that goes on whatever happens
    private void run(ChannelKind channel, boolean first) {
        try {
            while (running) {
                giveWay(first);
                if (!goOn(channel)) {
                    acceptance.await(PATIENCE);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveWay(boolean first) throws InterruptedException {
        if (first && acceptance.isCrowded()) {
            Thread.sleep(REST);
        }
        while (!first && running && acceptance.isCrowded()) {
            Thread.sleep(REST);
        }
    }

    /// Returns false when there is nothing to do, or nothing can be done now. Whatever happens, the lane goes on.
    private boolean goOn(ChannelKind channel) {
        try {
            return intake.open(channel, LOT) > 0;
        } catch (RuntimeException | Error e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("inbox-unreachable");
            return false;
        }
    }

    /// After the lots in hand; those that take too long come again.
    @Override
    public void stop() {
        running = false;
        acceptance.wake();
        for (var lane : lanes) {
            try {
                if (!lane.join(STOP_WITHIN)) {
                    lane.interrupt();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        lanes.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
