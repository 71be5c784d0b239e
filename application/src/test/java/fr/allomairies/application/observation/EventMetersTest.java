package fr.allomairies.application.observation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.LogEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventMetersTest {

    private static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventMeters followed =
            new EventMeters(meters, Clock.fixed(NINE.plus(Duration.ofMillis(30)), ZoneOffset.UTC));

    @Test
    void countsByTypeAndChannel() throws Exception {
        see(new ContactArrived(NINE, ContactId.next(), ChannelKind.VOICE));
        see(new ContactArrived(NINE, ContactId.next(), ChannelKind.EMAIL));
        see(new ContactArrived(NINE, ContactId.next(), ChannelKind.VOICE));

        assertThat(count("ContactArrived", "voice", "none")).isEqualTo(2);
        assertThat(count("ContactArrived", "email", "none")).isEqualTo(1);
    }

    @Test
    void tellsTheOutcomeAsItsCode() throws Exception {
        see(new ContactEnded(NINE, ContactId.next(), Outcome.SELF_SERVED));

        assertThat(count("ContactEnded", "none", "self-served")).isEqualTo(1);
    }

    @Test
    void measuresHowOldAnEventIsWhenItIsSeen() throws Exception {
        see(new ContactArrived(NINE, ContactId.next(), ChannelKind.VOICE));

        assertThat(meters.get("allo.event.age").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(30);
    }

    @Test
    void neverTagsWithWhoOrWhich() throws Exception {
        var contact = ContactId.next();
        see(new OfferAccepted(NINE, contact, new AgentId("amina")));

        assertThat(meters.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().toString()).doesNotContain("amina", contact.toString()));
    }

    private void see(Event event) throws ReflectiveOperationException {
        followed.on(new LogEntry(1, event));
    }

    private double count(String type, String channel, String detail) {
        return meters.get("allo.event.count")
                .tags("type", type, "channel", channel, "detail", detail)
                .counter()
                .count();
    }
}
