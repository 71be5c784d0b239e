package fr.allomairies.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.ChatCallbacks;
import fr.allomairies.channels.ChatRelief;
import fr.allomairies.channels.ChatRelief.Done;
import fr.allomairies.channels.WaysInTests;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.AssistantDrawn;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.Article;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Knowledge;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import fr.allomairies.voiceassistant.Learning;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.voiceassistant.Trial;
import fr.allomairies.voiceassistant.Trials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// The chat of a city that lets the assistant answer first.
@TestPropertySource(properties = "allo.chat.assistant=true")
class AssistantChatIT extends CitizenAtTheChat {

    static final AgentId AMINA = new AgentId("amina");

    @Autowired
    Knowledge knowledge;

    @Autowired
    WaysInTests ways;

    @Autowired
    ChatRelief relief;

    @Autowired
    ChatCallbacks callbacks;

    @Autowired
    Cases cases;

    @Autowired
    Trials trials;

    @Autowired
    Learning learning;

    @Test
    void whatTheAssistantFoundOutStandsOnTheTicketBeforeAnybodyTakesIt() throws Exception {
        var token = start("fr");
        say(token, "message-1", "Bonjour, le lampadaire devant chez moi ne marche plus");
        var contact = contact(token);
        assertThat(events(contact, ContactQueued.class)).isEmpty();
        say(token, "message-2", "12 rue Masséna à Nice");
        say(token, "message-3", "depuis mardi");

        var ticket = ticketing.byContact(contact).orElseThrow();
        assertThat(ticket.summary().category()).isEqualTo(new CategoryCode("lighting.lamp-out"));
        assertThat(ticket.place().address()).isEqualTo("12 rue Masséna, Nice");
        assertThat(ticket.summary().subject()).isEqualTo("Bonjour, le lampadaire devant chez moi ne marche plus");
        assertThat(texts(ticket).getFirst())
                .contains("> Où : 12 rue Masséna, Nice", "> Depuis quand : depuis mardi", "\ndepuis mardi")
                .containsOnlyOnce("\nBonjour, le lampadaire devant chez moi ne marche plus");
        assertThat(texts(ticket)).anyMatch(text -> text.startsWith("L’assistant a choisi"));
        assertThat(events(contact, ContactArrived.class)).hasSize(1);
        assertThat(events(contact, AssistantReplied.class)).hasSize(3);
        assertThat(events(contact, AssistantEnded.class)).singleElement().satisfies(ended -> {
            assertThat(ended.how()).isEqualTo(AssistantEnd.UNDERSTOOD);
            assertThat(ended.category()).isEqualTo(new CategoryCode("lighting.lamp-out"));
        });
        assertThat(events(contact, ContactQueued.class))
                .singleElement()
                .satisfies(queued -> assertThat(queued.priority()).isEqualTo(5));
    }

    @Test
    void nothingIsLostOrDoubledByAReloadOrBySendingTwice() throws Exception {
        var token = start("fr");
        try (var window = new Window(token)) {
            say(token, "message-1", "ma poubelle n'a pas été vidée");
            window.awaits(3);
            say(token, "message-1", "ma poubelle n'a pas été vidée");
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    pool.submit(() -> say(token, "message-2", "rue de France à Nice"));
                }
            }
            window.awaits(5);
            say(token, "message-3", "hier");
            say(token, "message-4", "et merci d'avance");
            window.awaits(8);
            ticketing.addMessage(ticket(token).summary().id(), contact(token), AMINA, "Je m'en occupe.", "answer-1");
            window.awaits(9);
            assertThat(window.speakers())
                    .containsExactly(
                            "citizen",
                            "assistant",
                            "assistant",
                            "citizen",
                            "assistant",
                            "citizen",
                            "assistant",
                            "citizen",
                            "agent");
            assertThat(window.states).containsSubsequence("WITH_ASSISTANT", "WAITING");
            try (var reloaded = new Window(token)) {
                reloaded.awaits(9);
                assertThat(reloaded.lines).isEqualTo(window.lines);
            }
        }
    }

    @Test
    void dangerIsToldAtOnceAndGoesAheadOfEverything() throws Exception {
        var token = start("fr");
        try (var window = new Window(token)) {
            say(token, "message-1", "ça sent le gaz dans l'escalier");
            window.awaits(3);

            assertThat(window.lines.getLast().get("text").asString()).contains("18", "112", "114");
            assertThat(events(contact(token), ContactQueued.class))
                    .singleElement()
                    .satisfies(queued -> assertThat(queued.priority()).isEqualTo(600));
        }
    }

    @Test
    void aPersonIsOneWordAway() throws Exception {
        var token = start("fr");
        say(token, "message-1", "conseiller");

        assertThat(events(contact(token), ContactQueued.class)).hasSize(1);
    }

    @Test
    void whoWouldWaitForLongIsCalledAtTheNumberThatHeGaveAndReadBack() throws Exception {
        var token = start("fr");
        try (var window = new Window(token)) {
            ways.peopleAre(Slow.BUSY);
            say(token, "message-1", "conseiller");
            ways.peopleAre(null);
            window.awaits(3);
            assertThat(text(window, 2)).contains("L’attente est longue", "par 1", "par 2", "par 3");
            say(token, "message-2", "je veux qu'un conseiller me rappelle");
            say(token, "message-3", "0899 70 11 22");
            window.awaits(7);
            assertThat(text(window, 6)).contains("Quel est le bon numéro");
            try (var reloaded = new Window(token)) {
                reloaded.awaits(7);
            }
            say(token, "message-4", "06 12 34 56 78");
            window.awaits(9);
            assertThat(text(window, 8)).contains("06 12 34 56 78", "bon numéro");
            assertThat(events(contact(token), ContactQueued.class)).isEmpty();
            say(token, "message-5", "oui");
            window.awaits(11);
            assertThat(text(window, 10)).contains("nous vous rappelons");
        } finally {
            ways.peopleAre(null);
        }
        var contact = contact(token);
        assertThat(events(contact, ContactQueued.class)).hasSize(1);
        assertThat(relief.done(List.of(contact))).containsExactly(new Done(contact, ContactOverflowed.CALLBACK));
        assertThat(callbacks.promised(contact)).contains(new PhoneNumber("+33612345678"));
        assertThat(texts(ticket(token)).getFirst()).contains("\n06 12 34 56 78");
        assertThat(events(contact, AssistantEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.how()).isEqualTo(AssistantEnd.ASKED_FOR));
    }

    @Test
    void whoWouldRatherBeAnsweredInWritingNeedNotWait() throws Exception {
        var token = start("fr");
        ways.peopleAre(Slow.BUSY);
        try {
            say(token, "message-1", "conseiller");
            say(token, "message-2", "par écrit");
        } finally {
            ways.peopleAre(null);
        }
        var contact = contact(token);
        assertThat(relief.done(List.of(contact))).containsExactly(new Done(contact, ContactOverflowed.ASSISTANT));
        assertThat(callbacks.promised(contact)).isEmpty();

        transaction.executeWithoutResult(_ -> log.append(new ContactOverflowed(
                Instant.now(), contact, "chats", ContactOverflowed.ASSISTANT, OverflowReason.CHOSEN)));

        within(
                SOON,
                () -> assertThat(events(contact, ContactEnded.class))
                        .singleElement()
                        .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(Outcome.OVERFLOWED)));
        assertThat(texts(ticket(token)).getLast()).contains("> L’usager a préféré une réponse écrite");
        assertThat(events(ContactQueued.class))
                .filteredOn(
                        queued -> queued.ticket().equals(ticket(token).summary().id()))
                .extracting(queued -> queued.channel().value())
                .isEqualTo(List.of("chat", "web"));
    }

    @Test
    void whoWouldRatherWaitOrIsInDangerWaitsAtOnceAndOutsideTheHoursNothingIsProposedUnlessTheCityWants()
            throws Exception {
        var waits = start("fr");
        var danger = start("fr");
        var closed = start("fr");
        ways.peopleAre(Slow.BUSY);
        try {
            say(waits, "message-1", "conseiller");
            say(waits, "message-2", "j'attends");
            say(danger, "message-1", "ça sent le gaz dans l'escalier");
            ways.peopleAre(Slow.CLOSED);
            say(closed, "message-1", "conseiller");
        } finally {
            ways.peopleAre(null);
        }
        for (var token : List.of(waits, danger, closed)) {
            assertThat(events(contact(token), ContactQueued.class)).hasSize(1);
            assertThat(relief.done(List.of(contact(token)))).isEmpty();
        }
    }

    private static String text(Window window, int line) {
        return window.lines.get(line).get("text").asString();
    }

    @Test
    void whoIsToldHowHisRequestFaresIsServedByTheAssistantAlone() throws Exception {
        var reported = start("fr");
        say(reported, "message-1", "conseiller");
        var number = ticket(reported).summary().number();

        var token = start("fr");
        say(token, "message-1", "où en est ma demande " + number + " ?");
        try (var window = new Window(token)) {
            window.awaits(3);
            assertThat(window.lines.getLast().get("text").asString()).contains(number, "est enregistrée");
        }
        var contact = contact(token);
        say(token, "message-2", "oui merci");

        assertThat(events(contact, ContactEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(Outcome.SELF_SERVED));
        assertThat(ticketing.byContact(contact)).isEmpty();
        say(token, "message-3", "j'ai une autre question");
        assertThat(contact(token)).isNotEqualTo(contact);
    }

    @Test
    void whatAFormalityNeedsIsToldFromTheArticleAndMayBeEnough() throws Exception {
        var id = UUID.randomUUID();
        var passport = new CategoryCode("civil.id-card");
        var content = new Article.Content(
                "Refaire sa carte d’identité",
                "Pour les agents.",
                "Apportez une photo et un justificatif. Rendez-vous sur https://ville.example/cni.",
                List.of(passport),
                null);
        assertThat(knowledge.publish(id, 0, content, AMINA)).isEmpty();
        try {
            var token = start("fr");
            try (var window = new Window(token)) {
                say(token, "message-1", "quels papiers faut-il pour refaire ma carte d'identité ?");
                window.awaits(3);
                assertThat(window.lines.getLast().get("text").asString())
                        .contains("Refaire sa carte d’identité", "Apportez une photo", "https://ville.example/cni")
                        .doesNotContain("Pour les agents");
            }
            var contact = contact(token);
            say(token, "message-2", "oui merci");

            assertThat(events(contact, ContactEnded.class))
                    .singleElement()
                    .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(Outcome.SELF_SERVED));
            assertThat(events(contact, AssistantEnded.class)).singleElement().satisfies(ended -> {
                assertThat(ended.how()).isEqualTo(AssistantEnd.ANSWERED);
                assertThat(ended.category()).isEqualTo(passport);
            });

            var other = start("fr");
            say(other, "message-1", "quels papiers faut-il pour refaire ma carte d'identité ?");
            say(other, "message-2", "non, c'est pour mon fils");
            assertThat(ticket(other).summary().category()).isEqualTo(passport);
            assertThat(events(contact(other), AssistantEnded.class))
                    .singleElement()
                    .satisfies(ended -> assertThat(ended.how()).isEqualTo(AssistantEnd.ANSWER_DID_NOT_HELP));
        } finally {
            assertThat(knowledge.withdraw(id, 1, AMINA)).isEmpty();
        }
    }

    @Test
    void aConversationIsHeldByTheSideThatItWasDrawnToUntilTheTrialIsOver() throws Exception {
        trials.begin(new Trial(9, 50, new Thresholds(0.7, 0.5, 1, Duration.ofMinutes(3))), learning.by(null));
        try {
            var inUse = drawn(false);
            say(inUse, "message-2", "patati patata");
            assertThat(events(contact(inUse), AssistantEnded.class))
                    .as("the menu first")
                    .isEmpty();

            var tried = drawn(true);
            say(tried, "message-2", "patati patata");
            assertThat(events(contact(tried), AssistantEnded.class))
                    .as("gives up at the first failure")
                    .singleElement()
                    .satisfies(ended -> assertThat(ended.how()).isEqualTo(AssistantEnd.LOST));

            var late = drawn(true);
            trials.end();
            say(late, "message-2", "patati patata");
            assertThat(events(contact(late), AssistantEnded.class)).isEmpty();
        } finally {
            trials.end();
        }
        var after = start("fr");
        say(after, "message-1", "conseiller");
        assertThat(events(contact(after), AssistantDrawn.class)).isEmpty();
    }

    private String drawn(boolean tried) throws Exception {
        for (var left = 60; left > 0; left--) {
            var token = start("fr");
            say(token, "message-1", "blablabla");
            var drawn = events(contact(token), AssistantDrawn.class);
            assertThat(drawn)
                    .singleElement()
                    .satisfies(draw -> assertThat(draw.trial()).isEqualTo(9));
            if (drawn.getFirst().tried() == tried) {
                return token;
            }
        }
        throw new AssertionError("60 draws fell on one side");
    }

    /// What he hears is what the house says now.
    @Test
    void aConversationGoesOnWhenTheArticleIsWithdrawnInItsMiddle() throws Exception {
        var id = UUID.randomUUID();
        var content = new Article.Content(
                "Carte", "Texte.", "Apportez une photo.", List.of(new CategoryCode("civil.id-card")), null);
        assertThat(knowledge.publish(id, 0, content, AMINA)).isEmpty();
        var token = start("fr");
        say(token, "message-1", "quels papiers faut-il pour refaire ma carte d'identité ?");
        assertThat(knowledge.withdraw(id, 1, AMINA)).isEmpty();
        say(token, "message-2", "conseiller");

        assertThat(events(contact(token), ContactQueued.class)).hasSize(1);
    }

    @Test
    void whatOthersHaveReportedThereIsToldAndWhoWantsNoMoreIsWithThem() throws Exception {
        var first = start("fr");
        say(first, "message-1", "le lampadaire devant chez moi ne marche plus, je suis Paul Martin");
        say(first, "message-2", "31 rue Gioffredo à Nice");
        say(first, "message-3", "depuis mardi");
        var known = ticket(first).summary();

        var token = start("fr");
        say(token, "message-1", "un lampadaire est éteint");
        var contact = contact(token);
        try (var window = new Window(token)) {
            say(token, "message-2", "35, rue Gioffredo, Nice");
            window.awaits(5);
            assertThat(window.lines.getLast().get("text").asString())
                    .contains("au 31 rue Gioffredo", "Est-ce bien la même chose")
                    .doesNotContain("Paul", "Martin", known.number());
            say(token, "message-3", "oui");
            window.awaits(7);
            var own = ticketing.byContact(contact).orElseThrow().summary();
            assertThat(window.lines.getLast().get("text").asString()).contains(own.number());
            assertThat(own.merged()).isNotNull();
            assertThat(own.merged().into()).isEqualTo(known.id());
        }
        assertThat(events(contact, ContactQueued.class)).isEmpty();
        assertThat(events(contact, ContactEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(Outcome.SELF_SERVED));
        assertThat(events(contact, AssistantEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.how()).isEqualTo(AssistantEnd.ANSWERED));

        var more = start("fr");
        say(more, "message-1", "un lampadaire est éteint");
        say(more, "message-2", "33 rue Gioffredo à Nice");
        say(more, "message-3", "non c'est un autre");
        say(more, "message-4", "depuis hier");
        assertThat(ticket(more).summary().merged()).isNull();
        assertThat(events(contact(more), ContactQueued.class)).hasSize(1);
    }

    /// A person goes on where the request of the others is settled in the very moment.
    @Test
    void whoWantsToBeWithARequestThatIsSettledMeanwhileIsPassedOn() throws Exception {
        var first = start("fr");
        say(first, "message-1", "un lampadaire est éteint");
        say(first, "message-2", "4 rue Alberti à Nice");
        say(first, "message-3", "depuis mardi");
        var known = ticket(first).summary();
        var opened = start("fr");
        say(opened, "message-1", "conseiller");
        assertThat(ticketing.resolve(known.id(), "done", AMINA)).isEmpty();

        assertThat(transaction.<Boolean>execute(
                        _ -> cases.join(ticket(opened).summary().id(), known.number())))
                .isFalse();
        assertThat(ticket(opened).summary().merged()).isNull();
    }

    @Test
    void whoLeavesInTheMiddleHasWhatHeSaidOnATicketAndWhoSaidNothingHasNone() throws Exception {
        var token = start("fr");
        say(token, "message-1", "il y a un tag sur le mur de l'école");
        post("/" + token + "/leave", "");
        post("/" + token + "/leave", "");

        var contact = contact(token);
        assertThat(texts(ticket(token)).getFirst()).contains("L’usager est parti avant la fin.", "il y a un tag");
        assertThat(events(contact, ContactQueued.class)).hasSize(1);
        assertThat(events(contact, CitizenLeft.class)).hasSize(1);

        var silent = start("fr");
        say(silent, "message-1", "bonjour");
        post("/" + silent + "/leave", "");
        assertThat(events(contact(silent), ContactAbandoned.class)).hasSize(1);
        assertThat(ticketing.byContact(contact(silent))).isEmpty();
    }

    @Test
    void whoHasSpokenToAPersonIsNotSentBackToTheMachine() throws Exception {
        var token = start("fr");
        say(token, "message-1", "conseiller");
        var first = contact(token);
        transaction.executeWithoutResult(_ -> log.append(new OfferAccepted(Instant.now(), first, AMINA)));
        post("/" + token + "/leave", "");
        say(token, "message-2", "encore moi");

        assertThat(contact(token)).isNotEqualTo(first);
        assertThat(events(contact(token), AssistantReplied.class)).isEmpty();
        assertThat(events(contact(token), ContactQueued.class)).hasSize(1);
    }

    @Test
    void aWindowInEnglishReachesPeopleAtOnce() throws Exception {
        var token = start("en");
        say(token, "message-1", "Hello, where is the library?");

        assertThat(events(contact(token), ContactQueued.class)).hasSize(1);
        assertThat(events(contact(token), AssistantReplied.class)).isEmpty();
    }
}
