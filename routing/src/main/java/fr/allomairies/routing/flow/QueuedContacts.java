package fr.allomairies.routing.flow;

import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.routing.engine.Command;
import fr.allomairies.routing.engine.Command.Abandon;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.whatif.Requests;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Brings the log's news into the lane. An entry may come twice; the second time changes nothing.
@Component
class QueuedContacts implements LogFollower {

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

    @Override
    public void on(LogEntry entry) {
        switch (entry.event()) {
            case ContactQueued queued -> bring(at -> new QueueContact(at, Requests.of(queued)));
            case CitizenLeft left -> bring(at -> new Abandon(at, left.contact()));
            default -> {}
        }
    }

    private void bring(Function<Instant, Command> command) {
        gateway.ask(LaneInput.command(command)).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.code());
        });
    }
}
