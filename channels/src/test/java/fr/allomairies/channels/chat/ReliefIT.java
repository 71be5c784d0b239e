package fr.allomairies.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.ChatRelief.Done;
import fr.allomairies.channels.WaysInTests;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactEvent.TakeBackReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The assistant beside the queue, in a city where people answer first.
class ReliefIT extends CitizenAtTheChat {

    static final AgentId AMINA = new AgentId("amina");

    @Autowired
    Relief relief;

    @Autowired
    WaysInTests ways;

    @Test
    void theRequestOfWhoWaitsGoesOnInWritingWithoutHisPlaceBeingLostBefore() throws Exception {
        var token = start("fr");
        say(token, "message-1", "Bonjour, le lampadaire devant chez moi ne marche plus");
        var contact = contact(token);
        try (var window = new Window(token)) {
            window.awaits(1);
            relief.takeOver(contact);
            relief.takeOver(contact);
            window.awaits(3);
            assertThat(text(window, 1)).contains("Tous nos téléconseillers sont occupés", "une machine", "conseiller");
            assertThat(text(window, 2)).contains("Où est-ce");
            say(token, "message-2", "12 rue Lamartine à Nice");
            assertThat(relief.done(List.of(contact))).isEmpty();
            say(token, "message-3", "depuis mardi");
            window.awaits(7);
            assertThat(text(window, 6))
                    .contains(
                            "votre demande porte le numéro "
                                    + ticket(token).summary().number(),
                            "gardez ce numéro");
            assertThat(window.speakers())
                    .containsExactly(
                            "citizen", "assistant", "assistant", "citizen", "assistant", "citizen", "assistant");
            assertThat(window.states).containsOnly("WAITING");
        }
        assertThat(texts(ticket(token))).contains("12 rue Lamartine à Nice", "depuis mardi");
        assertThat(relief.done(List.of(contact))).containsExactly(new Done(contact, ContactOverflowed.ASSISTANT));

        leaveQueue(contact);

        within(
                SOON,
                () -> assertThat(events(contact, ContactEnded.class))
                        .singleElement()
                        .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(Outcome.OVERFLOWED)));
        var ticket = ticket(token);
        assertThat(events(ContactQueued.class))
                .filteredOn(queued -> queued.ticket().equals(ticket.summary().id()))
                .extracting(queued -> queued.channel().value())
                .isEqualTo(List.of("chat", "web"));
        assertThat(texts(ticket).getLast()).contains("> Où : 12 rue Lamartine, Nice", "> Depuis quand : depuis mardi");
    }

    @Test
    void whoseRequestIsKnownChoosesWhereNobodyIsSoonFreeAndMayWaitOn() throws Exception {
        var called = relieved("06 12 34 56 78");
        var writing = relieved("2");
        var waits = relieved("3");

        assertThat(relief.done(List.of(called, writing, waits)))
                .containsExactlyInAnyOrder(
                        new Done(called, ContactOverflowed.CALLBACK), new Done(writing, ContactOverflowed.ASSISTANT));
        assertThat(events(waits, AssistantReplied.class)).hasSize(4);
    }

    private ContactId relieved(String answer) throws Exception {
        var token = start("fr");
        say(token, "message-1", "Bonjour, le lampadaire devant chez moi ne marche plus");
        var contact = contact(token);
        relief.takeOver(contact);
        say(token, "message-2", "12 rue Lamartine à Nice");
        ways.peopleAre(Slow.BUSY);
        try {
            say(token, "message-3", "depuis mardi");
        } finally {
            ways.peopleAre(null);
        }
        say(token, "message-4", answer);
        if (answer.length() > 1) {
            say(token, "message-5", "oui");
        }
        return contact;
    }

    @Test
    void whoAsksForAPersonKeepsHisPlaceAndHearsNoMoreOfTheMachine() throws Exception {
        var token = start("fr");
        say(token, "message-1", "ma poubelle n'a pas été vidée");
        var contact = contact(token);
        relief.takeOver(contact);
        say(token, "message-2", "conseiller");
        say(token, "message-3", "j'attends");
        relief.takeOver(contact);

        assertThat(events(contact, AssistantReplied.class)).hasSize(2);
        assertThat(relief.done(List.of(contact))).isEmpty();
        assertThat(texts(ticket(token))).contains("conseiller", "j'attends");
        try (var window = new Window(token)) {
            window.awaits(6);
            assertThat(text(window, 4)).startsWith("Vous gardez votre place").doesNotContain("Je vous passe");
            assertThat(window.states).containsOnly("WAITING");
        }
    }

    @Test
    void whoseAnswerIsEnoughIsServedByTheAssistant() throws Exception {
        var reported = start("fr");
        say(reported, "message-1", "il y a un tag sur le mur de l'école");
        var number = ticket(reported).summary().number();
        var token = start("fr");
        say(token, "message-1", "où en est ma demande " + number + " ?");
        var contact = contact(token);
        relief.takeOver(contact);
        say(token, "message-2", "oui merci");

        assertThat(relief.done(List.of(contact, contact(reported))))
                .containsExactly(new Done(contact, ContactOverflowed.ASSISTANT));
        leaveQueue(ContactId.next()); // a caller's, who leaves by the same way
        leaveQueue(contact);
        within(
                SOON,
                () -> assertThat(events(contact, ContactEnded.class))
                        .singleElement()
                        .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(Outcome.SELF_SERVED)));
    }

    @Test
    void whoIsInDangerIsToldWhomToCallAndWaitsOn() throws Exception {
        var token = start("fr");
        say(token, "message-1", "ça sent le gaz dans l'escalier");
        var contact = contact(token);
        relief.takeOver(contact);

        try (var window = new Window(token)) {
            window.awaits(3);
            assertThat(text(window, 2)).contains("112", "Vous gardez votre place");
        }
        assertThat(relief.done(List.of(contact))).isEmpty();
    }

    @Test
    void isNotForWhoHasSpokenToAPersonNorForAnotherLanguage() throws Exception {
        var english = start("en");
        say(english, "message-1", "Hello, where is the library?");
        relief.takeOver(contact(english));
        assertThat(events(contact(english), AssistantReplied.class)).isEmpty();

        var token = start("fr");
        say(token, "message-1", "ma poubelle n'a pas été vidée");
        var contact = contact(token);
        relief.takeOver(contact);
        transaction.executeWithoutResult(_ -> {
            log.append(new OfferAccepted(Instant.now(), contact, AMINA));
            log.append(new ContactTakenBack(Instant.now(), contact, AMINA, TakeBackReason.SUPERVISOR));
        });
        say(token, "message-2", "rue de France à Nice");
        assertThat(events(contact, AssistantReplied.class)).hasSize(1);
        assertThat(relief.done(List.of(contact))).isEmpty();
    }

    private void leaveQueue(ContactId contact) {
        transaction.executeWithoutResult(_ -> log.append(new ContactOverflowed(
                Instant.now(), contact, "chats", ContactOverflowed.ASSISTANT, OverflowReason.CHOSEN)));
    }

    private static String text(Window window, int line) {
        return window.lines.get(line).get("text").asString();
    }
}
