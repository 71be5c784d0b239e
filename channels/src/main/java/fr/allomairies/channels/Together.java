package fr.allomairies.channels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/// What many ask for at the same time is done at once for all of them, by one thread: a commit waits for the disk as
/// long for one as for many. Whoever asks waits for his answer, and not for long. What the database refuses to all
/// together is tried for each alone, so that it is refused to him alone who asked for it.
final class Together<Q, A> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Together.class);

    private static final int MOST = 200;
    private static final int HEAVIEST = 8_000_000;
    private static final int WAITING = 2_000;
    private static final long WAITING_BYTES = 64_000_000;

    private final Function<List<Q>, List<A>> work;
    private final ToIntFunction<Q> weight;
    private final Duration patience;
    private final BlockingQueue<Asked<Q, A>> asked = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong bytes = new AtomicLong();
    private final Thread thread;

    /// @param work answers in the order of what is asked, all or none
    /// @param weight bytes; more than some MB of them are not taken together
    /// @param patience of whoever asks; then he is refused, and may find that he was answered when he asks again
    Together(String name, ToIntFunction<Q> weight, Duration patience, Function<List<Q>, List<A>> work) {
        this.work = work;
        this.weight = weight;
        this.patience = patience;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    A ask(Q question) {
        var heavy = weight.applyAsInt(question);
        var before = bytes.getAndAdd(heavy);
        try {
            if (before > 0 && before + heavy > WAITING_BYTES) {
                throw tooMany();
            }
            return answer(question);
        } finally {
            bytes.addAndGet(-heavy);
        }
    }

    private A answer(Q question) {
        var waiting = new Asked<Q, A>(question, new CompletableFuture<>());
        if (!thread.isAlive() || !asked.offer(waiting)) {
            throw tooMany();
        }
        if (!thread.isAlive()) {
            refuse(ended());
        }
        try {
            return waiting.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            leave(waiting);
            throw new IllegalStateException(thread.getName() + " takes too long", e);
        } catch (InterruptedException e) {
            leave(waiting);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void leave(Asked<Q, A> waiting) {
        waiting.answer().cancel(false);
        var _ = asked.remove(waiting);
    }

    private IllegalStateException tooMany() {
        return new IllegalStateException("too many wait for " + thread.getName());
    }

    private IllegalStateException ended() {
        return new IllegalStateException(thread.getName() + " has ended");
    }

    /// How many are not in hand yet.
    int waiting() {
        return asked.size();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                answer(next());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                LOG.atError()
                        .addKeyValue("thread", thread.getName())
                        .setCause(e)
                        .log("together-failed");
            }
        }
        refuse(ended());
    }

    private List<Asked<Q, A>> next() throws InterruptedException {
        var first = asked.take();
        var group = new ArrayList<>(List.of(first));
        var heavy = weight.applyAsInt(first.question());
        for (var other = asked.peek(); other != null && group.size() < MOST; other = asked.peek()) {
            heavy += weight.applyAsInt(other.question());
            if (heavy > HEAVIEST || !asked.remove(other)) {
                break;
            }
            group.add(other);
        }
        return group;
    }

    private void answer(List<Asked<Q, A>> all) {
        var group = all.stream().filter(one -> !one.answer().isDone()).toList();
        if (group.isEmpty()) {
            return;
        }
        try {
            var answers = worked(group.stream().map(Asked::question).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (group.size() > 1 && liesWithOne(e)) {
                group.forEach(one -> answer(List.of(one)));
            } else {
                refuse(group, e);
            }
        }
    }

    /// Once more where another node was in the way.
    private List<A> worked(List<Q> questions) {
        try {
            return work.apply(questions);
        } catch (ConcurrencyFailureException _) {
            return work.apply(questions);
        }
    }

    private static boolean liesWithOne(Throwable failure) {
        return !isTheDatabases(failure)
                && (failure instanceof NonTransientDataAccessException
                        || failure instanceof ConcurrencyFailureException);
    }

    /// Whoever waits behind them would only wait as long for it.
    private void refuse(List<Asked<Q, A>> group, Throwable why) {
        group.forEach(one -> one.answer().completeExceptionally(why));
        if (isTheDatabases(why)) {
            refuse(why);
        }
    }

    private static boolean isTheDatabases(Throwable failure) {
        return failure instanceof TransactionException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || (failure instanceof TransientDataAccessException
                        && !(failure instanceof ConcurrencyFailureException));
    }

    private void refuse(Throwable why) {
        for (var left = asked.poll(); left != null; left = asked.poll()) {
            left.answer().completeExceptionally(why);
        }
    }

    /// Whoever waits still is refused.
    @Override
    public void close() {
        thread.interrupt();
    }

    private record Asked<Q, A>(Q question, CompletableFuture<A> answer) {}
}
