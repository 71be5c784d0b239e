package fr.allomairies.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/// What many ask for at the same time is done at once for all of them, by one thread: a commit waits for the disk as
/// long for one as for many. Whoever asks waits for his answer. What the database refuses to all together is tried for
/// each alone, so that it is refused to him alone who asked for it.
final class Together<Q, A> implements AutoCloseable {

    private static final int MOST = 200;
    private static final int HEAVIEST = 8_000_000;
    private static final int WAITING = 2_000;

    private final Function<List<Q>, List<A>> work;
    private final ToIntFunction<Q> weight;
    private final BlockingQueue<Asked<Q, A>> asked = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;

    /// @param work answers in the order of what is asked, all or none
    /// @param weight bytes; more than some MB of them are not taken together
    Together(String name, ToIntFunction<Q> weight, Function<List<Q>, List<A>> work) {
        this.work = work;
        this.weight = weight;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    A ask(Q question) {
        var waiting = new Asked<Q, A>(question, new CompletableFuture<>());
        if (!thread.isAlive() || !asked.offer(waiting)) {
            throw new IllegalStateException("too many wait for " + thread.getName());
        }
        if (!thread.isAlive()) {
            refuse();
        }
        try {
            return waiting.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// How many are not in hand yet.
    int waiting() {
        return asked.size();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                answer(next());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        refuse();
    }

    private List<Asked<Q, A>> next() throws InterruptedException {
        var first = asked.take();
        var group = new ArrayList<>(List.of(first));
        var heavy = weight.applyAsInt(first.question());
        for (var other = asked.peek(); other != null && group.size() < MOST; other = asked.peek()) {
            heavy += weight.applyAsInt(other.question());
            if (heavy > HEAVIEST) {
                break;
            }
            group.add(asked.remove());
        }
        return group;
    }

    private void answer(List<Asked<Q, A>> group) {
        try {
            var answers = work.apply(group.stream().map(Asked::question).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (group.size() > 1 && liesWithOne(e)) {
                group.forEach(one -> answer(List.of(one)));
            } else {
                group.forEach(one -> one.answer().completeExceptionally(e));
            }
        }
    }

    private static boolean liesWithOne(Throwable failure) {
        return failure instanceof NonTransientDataAccessException
                && !(failure instanceof NonTransientDataAccessResourceException);
    }

    private void refuse() {
        for (var left = asked.poll(); left != null; left = asked.poll()) {
            left.answer().completeExceptionally(new IllegalStateException(thread.getName() + " has ended"));
        }
    }

    /// Whoever waits still is refused.
    @Override
    public void close() {
        thread.interrupt();
    }

    private record Asked<Q, A>(Q question, CompletableFuture<A> answer) {}
}
