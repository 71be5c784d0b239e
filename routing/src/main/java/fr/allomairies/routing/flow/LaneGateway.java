package fr.allomairies.routing.flow;

import fr.allomairies.contact.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.MessageChannel;
import org.springframework.stereotype.Component;

/// Puts inputs into the lane and waits for its word, for [#PATIENCE] at most.
@Component
class LaneGateway {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MessageChannel lane;

    LaneGateway(@Qualifier(RoutingFlow.LANE) MessageChannel lane) {
        this.lane = lane;
    }

    /// Puts it into the lane, and does not wait.
    void send(LaneInput input) {
        lane.send(MessageBuilder.withPayload(input).build());
    }

    /// Who has stopped waiting has refused on the lane's behalf, so that a late command has no effect.
    Optional<Refusal> ask(LaneInput input) {
        send(input);
        try {
            return input.reply().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            input.answer(Optional.of(Lane.UNAVAILABLE));
            return input.reply().join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of(Lane.UNAVAILABLE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("routing could not carry a command out", e.getCause());
        }
    }

    /// A report is kept when it cannot be carried out now, so there is nothing to be told.
    void tell(LaneInput report) {
        var _ = ask(report);
    }
}
