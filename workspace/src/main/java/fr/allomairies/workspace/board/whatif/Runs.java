package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.routing.PastDays;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.whatif.Run.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Works on the supervisors' questions: one at a time on this node, so that the calls of today never suffer from a
/// play of yesterday, and one for each supervisor, whose next question takes the place of the last. An answer is
/// kept until the next question or the end of the process.
@Component
class Runs implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int PARTS = 100;

    private final PastDays days;
    private final BoardSettings settings;
    private final Map<AgentId, Run> runs = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> Thread.ofPlatform()
            .name("what-if")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .unstarted(task));

    Runs(PastDays days, BoardSettings settings) {
        this.days = days;
        this.settings = settings;
    }

    Run start(AgentId supervisor, Form form, Question question) {
        var run = new Run(form, question);
        Optional.ofNullable(runs.put(supervisor, run)).ifPresent(Run::cancel);
        worker.execute(() -> work(run));
        return run;
    }

    Optional<Run> of(AgentId supervisor) {
        return Optional.ofNullable(runs.get(supervisor));
    }

    @Override
    public void destroy() {
        runs.values().forEach(Run::cancel);
        worker.shutdownNow();
    }

    private void work(Run run) {
        if (run.isCancelled()) {
            return;
        }
        var begun = Instant.now();
        var end = begun.plus(LONGEST);
        try {
            answer(run, begun, end);
        } catch (CancellationException _) {
            run.become(run.isCancelled() ? State.CANCELLED : State.TOO_LONG);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("what-if-failed");
            run.become(State.FAILED);
        }
    }

    private void answer(Run run, Instant begun, Instant end) {
        run.become(State.READING);
        var interval = run.question().day();
        var day = days.read(interval.from(), interval.to(), () -> isWanted(run, end));
        if (day.isEmpty()) {
            run.become(State.NOTHING);
            return;
        }
        run.become(State.PLAYING);
        var happened = new DayTally(interval, settings.parameters());
        day.get().tell(happened::on);
        var played = new DayTally(interval, settings.parameters());
        play(day.get().play(run.question().change(), played::on), run, end);
        run.answer(new Comparison(happened.outcome(), played.outcome()), begun, Instant.now());
    }

    private static void play(PastDays.Play play, Run run, Instant end) {
        var day = run.question().day();
        var part = Duration.between(day.from(), day.to()).dividedBy(PARTS);
        for (var done = 1; done <= PARTS; done++) {
            if (!isWanted(run, end)) {
                throw new CancellationException();
            }
            play.playTo(day.from().plus(part.multipliedBy(done)));
            run.playedTo(done);
        }
        play.playTo(day.to());
    }

    private static boolean isWanted(Run run, Instant end) {
        return !run.isCancelled() && Instant.now().isBefore(end);
    }
}
