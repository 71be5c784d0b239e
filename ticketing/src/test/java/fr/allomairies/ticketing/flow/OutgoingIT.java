package fr.allomairies.ticketing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.MessageFailed;
import fr.allomairies.contact.TicketEvent.MessageSent;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Outgoing;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.TicketView.Delivery;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OutgoingIT extends OnPostgres {

    @Autowired
    Outgoing outgoing;

    final String messageId = "<" + UUID.randomUUID() + "@allo.test>";
    InboundContact question;
    Receipt receipt;
    InteractionId answer;

    @BeforeEach
    void answerAQuestion() {
        question = mail(someone(), "Horaires ?", "Quand êtes-vous ouverts ?");
        receipt = receive(question);
        answer = ticketing.addMessage(receipt.ticket(), question.contact(), new AgentId("amina"), "De 9 h à 17 h", "a");
    }

    @Test
    void givesTheLetterInItsThreadUntilItIsSent() {
        var letter = outgoing.letter(answer).orElseThrow();

        assertThat(letter.subject()).isEqualTo("Re: Horaires ? [" + receipt.number() + "]");
        assertThat(letter.recipient()).isEqualTo(question.sender().email());
        assertThat(letter.inReplyTo()).containsExactly(question.externalId());
        assertThat(letter.automatic()).isFalse();
        sent();
        assertThat(outgoing.letter(answer)).isEmpty();
    }

    @Test
    void writesOnceThatAMessageWasSentWhenItIsToldTwice() {
        sent();
        sent();

        assertThat(events(receipt.ticket()))
                .filteredOn(MessageSent.class::isInstance)
                .hasSize(1);
        assertThat(delivery()).isEqualTo(Delivery.SENT);
    }

    @Test
    void findsTheTicketOfABounceAndNotesThatItFailed() {
        sent();

        var bounced = outgoing.interactionOfExternalId(messageId.replaceAll("[<>]", ""));
        assertThat(bounced).contains(answer);
        assertThat(outgoing.ticketOfExternalId(messageId)).contains(receipt.ticket());
        transaction.executeWithoutResult(_ -> outgoing.failed(answer, "mailbox-unknown"));
        transaction.executeWithoutResult(_ -> outgoing.failed(answer, "mailbox-unknown"));

        assertThat(delivery()).isEqualTo(Delivery.FAILED);
        assertThat(events(receipt.ticket()))
                .filteredOn(MessageFailed.class::isInstance)
                .hasSize(1);
        assertThat(outgoing.ticketOfExternalId(question.externalId())).isEmpty();
    }

    @Test
    void saysOnceThatTheAddressTakesNothingAndHowElseHeIsReached() {
        sent();

        transaction.executeWithoutResult(_ -> outgoing.failed(answer, "bounced"));
        transaction.executeWithoutResult(_ -> outgoing.failed(answer, "bounced"));

        assertThat(ticketing.ticket(receipt.ticket()).orElseThrow().interactions())
                .filteredOn(said -> said.kind() == InteractionKind.NOTE)
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("n’est pas arrivé", "page de suivi"));
    }

    @Test
    void joinsTheCitizensAnswerToOurMessage() {
        sent();

        var joined = receive(mail(question.sender(), "Merci", "…", messageId));

        assertThat(joined.ticket()).isEqualTo(receipt.ticket());
    }

    private void sent() {
        transaction.executeWithoutResult(_ -> outgoing.sent(Map.of(answer, messageId)));
    }

    private Delivery delivery() {
        return ticketing.ticket(receipt.ticket()).orElseThrow().interactions().stream()
                .filter(each -> each.id().equals(answer))
                .findFirst()
                .orElseThrow()
                .delivery();
    }
}
