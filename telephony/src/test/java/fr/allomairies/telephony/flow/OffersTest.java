package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactEvent.WithdrawReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffersTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");
    static final ContactId CONTACT = CALL.contact();
    static final AgentId MARIE = new AgentId("marie");
    static final AgentId PAUL = new AgentId("paul");

    final Calls calls = mock();
    final Routing routing = mock();
    final Offers offers = new Offers(calls, routing, Clock.fixed(NINE, ZoneOffset.UTC));
    final List<String> told = new ArrayList<>();

    @BeforeEach
    void heWaits() {
        when(calls.of(CONTACT)).thenReturn(Optional.of(CALL));
        when(calls.waits(CONTACT)).thenReturn(true);
        doAnswer(tells -> told.add(words(tells.getArgument(1)))).when(calls).tell(any(), any());
    }

    @Test
    void tellsAnOfferAsSoonAsItIsCommittedAndOnce() {
        offers.committed(List.of(offered(MARIE, 0)));
        assertThat(told).containsExactly("offered marie");

        log(offered(MARIE, 0));
        assertThat(told).containsExactly("offered marie");
    }

    /// Else the phone of who has declined it would ring again, or that of who has it now would stop.
    @Test
    void tellsNothingOfTheLogThatCameBeforeTheOfferThatTheCallKnows() {
        offers.committed(List.of(offered(MARIE, 0)));
        offers.committed(List.of(new OfferDeclined(at(1), CONTACT, MARIE), offered(PAUL, 1)));
        offers.committed(List.of(new OfferNotAnswered(at(2), CONTACT, PAUL)));
        offers.committed(List.of(offered(PAUL, 3)));

        log(offered(MARIE, 0));
        log(new OfferDeclined(at(1), CONTACT, MARIE));
        log(offered(PAUL, 1));
        log(new OfferNotAnswered(at(2), CONTACT, PAUL));
        log(offered(PAUL, 3));
        assertThat(told).containsExactly("offered marie", "offered paul", "offered paul");

        log(new OfferDeclined(at(4), CONTACT, PAUL));
        assertThat(told).containsExactly("offered marie", "offered paul", "offered paul", "ended paul");
    }

    @Test
    void leavesToTheLogWhatAnotherNodeOrAnEarlierLifeHasOffered() {
        log(offered(MARIE, 0));
        log(new OfferDeclined(at(1), CONTACT, MARIE));

        assertThat(told).containsExactly("offered marie", "ended marie");
    }

    /// Else it would be the last that the call hears of the log.
    @Test
    void goesOnWithTheLogWhereItBroughtTheOfferFirstOrToAnotherNode() {
        log(offered(MARIE, 0));
        offers.committed(List.of(offered(MARIE, 0)));
        told.clear();

        log(new OfferNotAnswered(at(20), CONTACT, MARIE));
        log(offered(PAUL, 21));
        assertThat(told).containsExactly("ended marie", "offered paul");
    }

    /// Such as who is passed on, and speaks still: the log tells first that he is.
    @Test
    void leavesToTheLogWhatIsOfferedToACallThatDoesNotWait() {
        when(calls.waits(CONTACT)).thenReturn(false);

        offers.committed(List.of(offered(MARIE, 0)));
        assertThat(told).isEmpty();

        log(offered(MARIE, 0));
        assertThat(told).containsExactly("offered marie");
    }

    @Test
    void leavesToTheLogWhatIsOverInTheVeryTransaction() {
        var withdrawn = new OfferWithdrawn(at(0), CONTACT, MARIE, WithdrawReason.values()[0]);

        offers.committed(List.of(offered(MARIE, 0), withdrawn));
        assertThat(told).isEmpty();

        log(offered(MARIE, 0));
        log(withdrawn);
        assertThat(told).containsExactly("offered marie", "ended marie");
    }

    @Test
    void tellsRoutingThatACallIsOver() {
        when(calls.isOver(CONTACT)).thenReturn(true);

        log(offered(MARIE, 0));

        verify(routing).abandon(CONTACT);
        assertThat(told).isEmpty();
    }

    @Test
    void aCallThatIsOverIsNobodysAlsoWhenItWasToldAhead() {
        offers.committed(List.of(offered(MARIE, 0)));
        when(calls.isOver(CONTACT)).thenReturn(true);

        log(offered(MARIE, 0));

        verify(routing).abandon(CONTACT);
    }

    private void log(Event event) {
        switch (event) {
            case ContactOffered offered -> offers.offered(offered);
            case OfferDeclined declined -> offers.ended(declined, declined.agent());
            case OfferNotAnswered missed -> offers.ended(missed, missed.agent());
            case OfferWithdrawn withdrawn -> offers.ended(withdrawn, withdrawn.agent());
            default -> throw new IllegalArgumentException();
        }
    }

    private static ContactEvent offered(AgentId agent, int second) {
        return new ContactOffered(at(second), CONTACT, agent, at(second + 20), Duration.ofSeconds(second), 1.5, null);
    }

    private static Instant at(int second) {
        return NINE.minusSeconds(60).plusSeconds(second);
    }

    private static String words(CallEvent event) {
        return switch (event) {
            case CallEvent.Offered offered -> "offered " + offered.agent();
            case CallEvent.OfferEnded ended -> "ended " + ended.agent();
            default -> event.toString();
        };
    }
}
