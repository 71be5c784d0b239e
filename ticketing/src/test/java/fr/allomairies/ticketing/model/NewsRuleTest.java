package fr.allomairies.ticketing.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.AgentMentioned;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.HandOverFailed;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceWrote;
import fr.allomairies.contact.TicketEvent.TicketAssigned;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketEvent.TicketUnfollowed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.model.NewsRule.Told;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NewsRuleTest {

    private static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    private static final TicketId TICKET = TicketId.next();
    private static final AgentId AMINA = new AgentId("amina");

    @Test
    void tellsWhatPeopleSay() {
        assertThat(said(InteractionKind.MESSAGE, Direction.IN, null)).isEqualTo("said.IN");
        assertThat(said(InteractionKind.CALL, Direction.IN, null)).isEqualTo("said.IN");
        assertThat(said(InteractionKind.MESSAGE, Direction.OUT, AMINA)).isEqualTo("said.OUT");
        assertThat(said(InteractionKind.NOTE, Direction.INTERNAL, AMINA)).isEqualTo("said.INTERNAL");
        assertThat(said(InteractionKind.CALL, Direction.OUT, AMINA)).isEqualTo("called");
    }

    @Test
    void saysNothingOfLettersAndRemarksOfTheHouse() {
        assertThat(said(InteractionKind.ACKNOWLEDGEMENT, Direction.OUT, null)).isEmpty();
        assertThat(said(InteractionKind.NOTE, Direction.INTERNAL, null)).isEmpty();
        assertThat(said(InteractionKind.PROGRESS, Direction.INTERNAL, null))
                .as("told as the report of the service")
                .isEmpty();
    }

    @Test
    void tellsAStateThatSomebodyDecidedAndNoneThatFollows() {
        assertThat(NewsRule.of(closed(AMINA)).map(Told::by)).contains(AMINA);
        assertThat(NewsRule.of(closed(null))).isEmpty();
    }

    @Test
    void tellsTheOwnerTooWhatAServiceOutsideSaysOrDoesNotHear() {
        var service = new ServiceCode("voirie");
        var word = InteractionId.next();
        var refused = new TicketStatusChanged(
                NINE, TICKET, TicketStatus.WITH_SERVICE, TicketStatus.IN_HAND, "service-refused", null);
        var wrote = new ServiceWrote(NINE, TICKET, service, word);
        var unheard = new HandOverFailed(NINE, TICKET, service, "bounced");

        assertThat(NewsRule.of(refused)).contains(new Told("service-refused", null, "", null));
        assertThat(NewsRule.of(wrote)).contains(new Told("service-wrote", null, "voirie", word));
        assertThat(NewsRule.of(unheard)).contains(new Told("hand-over-failed", null, "voirie", null));
        assertThat(List.of(refused, wrote, unheard)).allMatch(NewsRule::isForOwner);
        assertThat(NewsRule.isForOwner(closed(null))).isFalse();
    }

    @Test
    void tellsAnAssignmentToNobodyAsGivenBack() {
        assertThat(NewsRule.of(new TicketAssigned(NINE, TICKET, AMINA, new AgentId("sonia"))))
                .contains(new Told("assigned", new AgentId("sonia"), "amina", null));
        assertThat(NewsRule.of(new TicketAssigned(NINE, TICKET, null, AMINA)).map(Told::what))
                .contains("given-back");
    }

    @Test
    void aMentionIsOfItsNoteAndFollowingIsNoNews() {
        var note = InteractionId.next();
        assertThat(NewsRule.of(new AgentMentioned(NINE, TICKET, note, new AgentId("bruno"), AMINA)))
                .contains(new Told("mentioned", AMINA, "", note));
        assertThat(NewsRule.of(new TicketUnfollowed(NINE, TICKET, AMINA))).isEmpty();
    }

    private static TicketEvent closed(@Nullable AgentId by) {
        return new TicketStatusChanged(NINE, TICKET, TicketStatus.IN_HAND, TicketStatus.RESOLVED, "answered", by);
    }

    private static String said(InteractionKind kind, Direction direction, @Nullable AgentId author) {
        return NewsRule.of(new InteractionAdded(
                        NINE, TICKET, InteractionId.next(), kind, direction, ChannelKind.EMAIL, null, author))
                .map(Told::what)
                .orElse("");
    }
}
