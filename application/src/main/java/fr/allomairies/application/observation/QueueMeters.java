package fr.allomairies.application.observation;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// What stands at this instant: `allo.queue.waiting` by channel, `allo.queue.longest` in seconds, `allo.agent.count` by
/// state, `allo.log.position`.
@Component
class QueueMeters implements MeterBinder {

    private static final List<ChannelKind> CHANNELS = List.of(
            ChannelKind.VOICE,
            ChannelKind.RELAY,
            ChannelKind.EMAIL,
            ChannelKind.REPORT,
            ChannelKind.CHAT,
            new ChannelKind("chat-whatsapp"),
            new ChannelKind("chat-messenger"));

    private final Routing routing;
    private final EventLog log;
    private final Clock clock;

    QueueMeters(Routing routing, EventLog log, Clock clock) {
        this.routing = routing;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (var channel : CHANNELS) {
            Gauge.builder("allo.queue.waiting", () -> waiting(channel))
                    .tag("channel", channel.value())
                    .register(meters);
        }
        for (var state : AgentState.values()) {
            Gauge.builder("allo.agent.count", () -> agents(state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(meters);
        }
        Gauge.builder("allo.queue.longest", this::longest).baseUnit("seconds").register(meters);
        Gauge.builder("allo.log.position", log::head).register(meters);
    }

    private long waiting(ChannelKind channel) {
        return routing.snapshot().waiting().stream()
                .filter(contact -> contact.channel().equals(channel))
                .count();
    }

    private long agents(AgentState state) {
        return routing.snapshot().agents().stream()
                .filter(agent -> agent.state() == state)
                .count();
    }

    private double longest() {
        var now = clock.instant();
        return routing.snapshot().waiting().stream()
                .mapToDouble(contact -> Duration.between(contact.since(), now).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }
}
