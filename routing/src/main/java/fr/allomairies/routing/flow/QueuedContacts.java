package fr.allomairies.routing.flow;

import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.CommitListener;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.routing.engine.Command;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.whatif.Requests;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Brings the log's news into the lane, what this node has queued as soon as it is committed. An entry may come twice;
/// the second time changes nothing.
@Component
class QueuedContacts implements LogFollower, CommitListener {

    private static final long LOOK_AGAIN_MILLIS = 100;

    private final LaneGateway gateway;
    private final Lane lane;
    private final Forecast forecast;

    QueuedContacts(LaneGateway gateway, Lane lane, Forecast forecast) {
        this.gateway = gateway;
        this.lane = lane;
        this.forecast = forecast;
    }

    @Override
    public String name() {
        return "routing";
    }

    /// Only the node that leads reads on.
    @Override
    public void starting() throws InterruptedException {
        while (!lane.isLeading()) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        forecast.learn();
    }

    @Override
    public boolean wants(Event event) {
        return event instanceof ContactQueued || event instanceof CitizenLeft;
    }

    /// What the lane cannot take now, the log brings.
    @Override
    public void committed(List<Event> events) {
        if (lane.isLeading()) {
            events.stream()
                    .filter(ContactQueued.class::isInstance)
                    .map(ContactQueued.class::cast)
                    .map(QueuedContacts::queue)
                    .map(LaneInput::command)
                    .forEach(gateway::send);
        }
    }

    @Override
    public void on(LogEntry entry) {
        switch (entry.event()) {
            case ContactQueued queued -> bring(queue(queued));
            case CitizenLeft left -> bring(at -> new Abandon(at, left.contact()));
            default -> {}
        }
    }

    private static Function<Instant, Command> queue(ContactQueued queued) {
        return at -> new QueueContact(at, Requests.of(queued));
    }

    private void bring(Function<Instant, Command> command) {
        gateway.ask(LaneInput.command(command)).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.code());
        });
    }
}
