package fr.allomairies.workspace.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.routing.Why;
import fr.allomairies.telephony.CallRecording;
import fr.allomairies.telephony.CallRecording.Mark;
import fr.allomairies.telephony.LiveListening;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.telephony.Telephony.Before;
import fr.allomairies.telephony.Telephony.CallView;
import fr.allomairies.telephony.Telephony.Dialled;
import fr.allomairies.telephony.Telephony.Outward;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.AgentDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CardsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    private static final ContactId CONTACT = ContactId.next();

    private final Telephony telephony = mock();
    private final Ticketing ticketing = mock();
    private final CallRecording recording = mock();
    private final LiveListening listening = mock();
    private final Labels labels = mock();
    private final Cards cards = new Cards(
            mock(Routing.class), ticketing, telephony, recording, listening, labels, mock(AgentDirectory.class));

    @Test
    void anOfferSaysBeforehandThatTheCitizenIsCalledBack() {
        when(telephony.view(CONTACT)).thenReturn(view(false, null, true, null, null, null));

        assertThat(card(ChannelKind.VOICE, Phase.OFFERED).callback()).isTrue();
        assertThat(card(ChannelKind.VOICE, Phase.IN_CONVERSATION).callback()).isTrue();
        assertThat(card(ChannelKind.EMAIL, Phase.OFFERED).callback()).isFalse();
    }

    @Test
    void aCallSaysWhoListensAndHow() {
        when(listening.notice(CONTACT))
                .thenReturn(Optional.of(new LiveListening.Notice(new AgentId("chief"), Mode.WHISPER)));

        assertThat(card(ChannelKind.VOICE, Phase.IN_CONVERSATION).listening())
                .isNotNull()
                .satisfies(told -> assertThat(told.mode()).isEqualTo(Mode.WHISPER));
        assertThat(card(ChannelKind.VOICE, Phase.WRAP_UP).listening()).isNull();
        assertThat(card(ChannelKind.EMAIL, Phase.IN_CONVERSATION).listening()).isNull();
    }

    @Test
    void aCallThatSheMakesSaysHowFarItIs() {
        when(telephony.view(CONTACT)).thenReturn(view(false, null, false, Outward.HIS_PHONE, null, null));

        assertThat(card(ChannelKind.VOICE, Phase.IN_CONVERSATION).outward()).isEqualTo(Outward.HIS_PHONE);
        assertThat(card(ChannelKind.EMAIL, Phase.IN_CONVERSATION).outward()).isNull();
    }

    @Test
    void onlyWhoIsTalkedWithIsOnHoldOrCutOff() {
        when(telephony.view(CONTACT)).thenReturn(view(true, NOW, false, null, null, null));

        var talking = card(ChannelKind.VOICE, Phase.IN_CONVERSATION);
        assertThat(talking.heldSince()).isEqualTo(NOW);
        assertThat(talking.cutOff()).isTrue();
        var over = card(ChannelKind.VOICE, Phase.WRAP_UP);
        assertThat(over.heldSince()).isNull();
        assertThat(over.cutOff()).isFalse();
    }

    @Test
    void whoTalksIsToldThatItIsRecorded() {
        when(recording.mark(CONTACT)).thenReturn(Optional.of(Mark.PAUSED));

        assertThat(card(ChannelKind.VOICE, Phase.IN_CONVERSATION).recording()).isEqualTo(Mark.PAUSED);
        assertThat(card(ChannelKind.VOICE, Phase.WRAP_UP).recording()).isNull();
        assertThat(card(ChannelKind.CHAT, Phase.IN_CONVERSATION).recording()).isNull();
    }

    @Test
    void aCallSaysWhichNumberWasCalledAndThatTheSameNumberHadCalled() {
        var before = ContactId.next();
        when(telephony.view(CONTACT))
                .thenReturn(
                        view(false, null, false, null, new Dialled("+33493000010", "Eau"), new Before(before, NOW, 2)));

        var call = card(ChannelKind.RELAY, Phase.OFFERED);
        assertThat(call.dialled()).isEqualTo(new Card.Dialled("04 93 00 00 10", "Eau"));
        assertThat(call.again()).as("it came to no ticket").isEqualTo(new Card.Again(2, NOW, ""));
        var mail = card(ChannelKind.EMAIL, Phase.OFFERED);
        assertThat(mail.dialled()).isNull();
        assertThat(mail.again()).isNull();
    }

    @Test
    void aCallIsReadOnceAndWhatIsNoneNever() {
        when(telephony.view(CONTACT)).thenReturn(Optional.empty());

        card(ChannelKind.VOICE, Phase.IN_CONVERSATION);
        card(ChannelKind.EMAIL, Phase.IN_CONVERSATION);

        verify(telephony).view(CONTACT);
        verifyNoMoreInteractions(telephony);
    }

    private static Optional<CallView> view(
            boolean cutOff,
            @Nullable Instant heldSince,
            boolean callback,
            @Nullable Outward outward,
            @Nullable Dialled dialled,
            @Nullable Before before) {
        return Optional.of(new CallView(cutOff, heldSince, callback, outward, dialled, before, null, null));
    }

    private Card card(ChannelKind channel, Phase phase) {
        var ticket = TicketId.next();
        when(ticketing.ticket(ticket)).thenReturn(Optional.empty());
        var category = new CategoryCode("other");
        when(labels.category(category, Locale.FRENCH)).thenReturn("Autre");
        var held = new HeldContact(
                CONTACT, channel, ticket, category, phase, NOW, null, new Why(Duration.ZERO, 0, List.of()), null);
        return cards.card(new AgentId("aline"), held, Locale.FRENCH);
    }
}
