package fr.allomairies.telephony.flow;

import fr.allomairies.telephony.call.CallState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How long a dialogue waits for what it has told to be stored.
final class Stored {

    /// Longer than the slowest commit, and shorter than the line waits for us.
    private static final Duration WITHIN = Duration.ofSeconds(8);

    private Stored() {}

    /// @throws ExecutionException it is not, nor will it be; or this thread shall stop
    /// @throws TimeoutException it may be later
    static CallState await(CompletableFuture<CallState> told) throws ExecutionException, TimeoutException {
        try {
            return told.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }
}
