package fr.allomairies.channels.email;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.Intake.Received;
import fr.allomairies.channels.OnRealServers;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.IntakeEvent.AutomaticMessageReceived;
import fr.allomairies.contact.IntakeEvent.DuplicateIgnored;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.MessageFailed;
import fr.allomairies.contact.TicketEvent.MessageSent;
import fr.allomairies.ticketing.TicketView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailIT extends OnRealServers {

    /// Several looks into the mailbox.
    static final Duration LOOKS_AGAIN = Duration.ofMillis(1_500);

    static final AgentId AMINA = new AgentId("amina");

    final String citizen = "jeanne@" + UUID.randomUUID() + ".example";
    final String messageId = "<" + UUID.randomUUID() + "@example.org>";

    @Test
    void aMailBecomesATicketInTheQueue() throws Exception {
        mail(citizen, aValidMail("Lampadaire éteint", "Bonjour, le lampadaire de ma rue est éteint."));

        var ticket = ticketOf(messageId);

        assertThat(ticket.summary().subject()).isEqualTo("Lampadaire éteint");
        assertThat(ticket.citizen().name()).isEqualTo("Jeanne Martin");
        assertThat(ticket.interactions().getFirst().text()).isEqualTo("Bonjour, le lampadaire de ma rue est éteint.");
        var contact = contactOf(messageId);
        assertThat(log.of(contact))
                .hasAtLeastOneElementOfType(ContactArrived.class)
                .filteredOn(ContactQueued.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    var queued = (ContactQueued) event;
                    assertThat(queued.cost()).isEqualTo(50);
                    assertThat(queued.language()).isEqualTo("fr");
                    assertThat(queued.needs()).singleElement().isEqualTo(new SkillNeed(new Skill("eclairage"), 1));
                });
    }

    @Test
    void tellsWhatTheAssistantTookTheMailFor() throws Exception {
        mail(citizen, aValidMail("Lampadaire éteint", "Bonjour, le lampadaire de ma rue est éteint."));

        var ticket = ticketOf(messageId);

        assertThat(ticket.summary().category()).isEqualTo(new CategoryCode("lighting.lamp-out"));
        assertThat(ticket.interactions())
                .filteredOn(said -> said.kind() == InteractionKind.NOTE)
                .singleElement()
                .satisfies(note -> assertThat(note.text())
                        .startsWith("L’assistant a choisi «\u00a0")
                        .contains("(sûr à "));
    }

    /// Of such headers a mailbox may make an envelope that cannot be read.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "undisclosed-recipients:;",
                "Mairies: mairie@allo.test, x@example.org;",
                "mairie",
                "\"Marie\" <marie>, pas une adresse"
            })
    void aMailWhoseRecipientsBreakTheRulesIsTakenLikeAnyOther(String recipients) throws Exception {
        mail(citizen, aValidMail("Copie cachée", "Bonjour.").replace("To: mairie@allo.test", "To: " + recipients));

        assertThat(ticketOf(messageId).summary().subject()).isEqualTo("Copie cachée");
        Thread.sleep(LOOKS_AGAIN);
        assertThat(events(DuplicateIgnored.class))
                .extracting(DuplicateIgnored::contact)
                .as("it is marked as seen")
                .doesNotContain(contactOf(messageId));
    }

    @Test
    void theAnswerLeavesInTheSameThreadAndTheReplyComesBackToTheSameTicket() throws Exception {
        mail(citizen, aValidMail("Poubelle cassée", "Mon bac est cassé."));
        var ticket = ticketOf(messageId);

        ticketing.addMessage(ticket.summary().id(), contactOf(messageId), AMINA, "Nous le remplaçons.", "answer-1");

        var answer = within(
                SOON,
                () -> inboxOf(citizen).stream()
                        .filter(mail -> textOf(mail).contains("remplaçons"))
                        .findFirst()
                        .orElseThrow(AssertionError::new));
        assertThat(answer.getSubject())
                .contains("Poubelle cassée")
                .contains(ticket.summary().number());
        assertThat(answer.getHeader("References", " ")).contains(messageId);
        assertThat(answer.getHeader("Auto-Submitted")).isNull();
        var answerId = answer.getMessageID();
        within(SOON, () -> assertThat(sentIds()).contains(answerId));

        var replyId = "<" + UUID.randomUUID() + "@example.org>";
        mail(citizen, """
                From: Jeanne Martin <%s>
                To: mairie@allo.test
                Subject: Re: Poubelle
                Message-ID: %s
                In-Reply-To: %s
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                Merci beaucoup !

                Le lun. 5 janv. 2026 à 10:00, Ville <mairie@allo.test> a écrit :
                > Nous le remplaçons.
                """.formatted(citizen, replyId, answer.getMessageID()));

        assertThat(ticketOf(replyId).summary().id()).isEqualTo(ticket.summary().id());
        assertThat(ticketOf(replyId).interactions().getLast().text())
                .startsWith("Merci beaucoup !")
                .contains("\n> Nous");
    }

    @Test
    void theSameMailTwiceIsOneContact() throws Exception {
        var content = aValidMail("Une fois", "Une seule fois.");
        mail(citizen, content);
        var ticket = ticketOf(messageId);
        mail(citizen, content);

        var contact = contactOf(messageId);
        within(
                SOON,
                () -> assertThat(events(DuplicateIgnored.class))
                        .extracting(DuplicateIgnored::contact)
                        .contains(contact));
        assertThat(ticketing.ticket(ticket.summary().id()).orElseThrow().interactions().stream()
                        .filter(said -> contact.equals(said.contact())))
                .hasSize(1);
        assertThat(log.of(contact)).filteredOn(ContactQueued.class::isInstance).hasSize(1);
    }

    @Test
    void aBounceIsNoContactAndTellsTheTicketThatItsMailDidNotArrive() throws Exception {
        mail(citizen, aValidMail("Question", "Quand passe le camion ?"));
        var ticket = ticketOf(messageId);
        ticketing.addMessage(ticket.summary().id(), contactOf(messageId), AMINA, "Le lundi.", "answer-1");
        var answer = within(
                SOON,
                () -> inboxOf(citizen).stream()
                        .filter(mail -> textOf(mail).contains("Le lundi."))
                        .findFirst()
                        .orElseThrow(AssertionError::new));
        within(SOON, () -> assertThat(sentIds()).contains(answer.getMessageID()));

        var bounceId = "<" + UUID.randomUUID() + "@mx.example>";
        mail("", """
                Return-Path: <>
                From: Mail Delivery System <MAILER-DAEMON@mx.example>
                To: mairie@allo.test
                Subject: Undelivered Mail Returned to Sender
                Message-ID: %s
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                It could not be delivered.
                --b
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                --b
                Content-Type: text/rfc822-headers

                Message-ID: %s
                --b--
                """.formatted(bounceId, citizen, answer.getMessageID()));

        within(
                SOON,
                () -> assertThat(events(AutomaticMessageReceived.class))
                        .anySatisfy(received -> assertThat(received.ticket())
                                .isEqualTo(ticket.summary().id())));
        assertThat(events(MessageFailed.class)).anySatisfy(failed -> {
            assertThat(failed.ticket()).isEqualTo(ticket.summary().id());
            assertThat(failed.reason()).isEqualTo("bounced");
        });
        assertThat(received(bounceId).contact()).isEmpty();
    }

    private List<String> sentIds() {
        return events(MessageSent.class).stream()
                .map(sent -> "<" + sent.interaction() + "@allo.test>")
                .toList();
    }

    private String aValidMail(String subject, String text) {
        return """
                From: Jeanne Martin <%s>
                To: mairie@allo.test
                Subject: %s
                Message-ID: %s
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                %s
                """.formatted(citizen, subject, messageId, text);
    }

    private TicketView ticketOf(String messageId) throws Exception {
        return ticketing.byContact(contactOf(messageId)).orElseThrow();
    }

    private ContactId contactOf(String messageId) throws Exception {
        return within(SOON, () -> received(messageId).contact().orElseThrow(AssertionError::new));
    }

    private Received received(String messageId) {
        return intake.received(Instant.EPOCH, Instant.now().plusSeconds(60)).stream()
                .filter(received -> received.externalId().equals(messageId))
                .findFirst()
                .orElseThrow(AssertionError::new);
    }
}
