package fr.allomairies.workspace.board.whatif;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One question on its way to the answer. Written by the thread that works on it, read by anybody.
final class Run {

    enum State {
        WAITING,
        READING,
        PLAYING,
        DONE,
        /// Nobody was handled on that day.
        NOTHING,
        CANCELLED,
        TOO_LONG,
        FAILED;

        public boolean isOver() {
            return compareTo(DONE) >= 0;
        }
    }

    private final Form form;
    private final Question question;
    private volatile State state = State.WAITING;
    private volatile int percent;
    private volatile boolean cancelled;
    private volatile @Nullable Comparison comparison;
    private volatile @Nullable Duration took;

    Run(Form form, Question question) {
        this.form = form;
        this.question = question;
    }

    public Form form() {
        return form;
    }

    Question question() {
        return question;
    }

    public State state() {
        return state;
    }

    /// Of the day, 0 to 100, as far as it has been played.
    public int percent() {
        return percent;
    }

    public Optional<Comparison> comparison() {
        return Optional.ofNullable(comparison);
    }

    public @Nullable Duration took() {
        return took;
    }

    void cancel() {
        cancelled = true;
        if (state == State.WAITING) {
            state = State.CANCELLED;
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    void become(State next) {
        state = next;
    }

    void playedTo(int hundredths) {
        percent = hundredths;
    }

    void answer(Comparison answer, Instant begun, Instant ended) {
        comparison = answer;
        took = Duration.between(begun, ended);
        percent = 100;
        state = State.DONE;
    }
}
