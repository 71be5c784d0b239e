package fr.allomairies.routing.engine;

import static fr.allomairies.routing.engine.Play.AMINA;
import static fr.allomairies.routing.engine.Play.BRUNO;
import static fr.allomairies.routing.engine.Play.LIGHTING;
import static fr.allomairies.routing.engine.Play.WASTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Command.EndConversation;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Parked;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import fr.allomairies.routing.rules.Shipped;
import org.junit.jupiter.api.Test;

/// "A worked example" of docs/routing.md, sentence by sentence: who changes one changes the other.
class WorkedExampleTest {

    static final AgentId CHLOE = new AgentId("chloe");
    static final SkillNeed LAMP = new SkillNeed(LIGHTING, 1);

    final Rules rules = Shipped.rules();
    final Play play = new Play(rules);

    @Test
    void goesAsThePageTellsIt() {
        play.available(BRUNO, new SkillNeed(LIGHTING, 3)); // 8:55
        play.after(60).available(AMINA, LAMP).available(CHLOE, new SkillNeed(WASTE, 2)); // 8:56

        var first = call(240); // 9:00:00
        assertThat(play.offersOf(first)).containsExactly("amina");

        var second = call(5); // 9:00:05
        assertThat(play.offersOf(second)).containsExactly("bruno");
        play.accept(BRUNO, second);

        var mail = play.after(3).mail(LAMP); // 9:00:08
        assertThat(play.place(mail)).isEqualTo(new Waiting());

        play.tick(12); // 9:00:20
        assertThat(play.agent(AMINA).presence()).isEqualTo(Presence.PAUSED);
        assertThat(play.agent(AMINA).pauseReason()).isEqualTo("no-answer");
        assertThat(play.place(first)).isEqualTo(new Waiting());
        assertThat(scoreNow(first)).isEqualTo(30.3, within(0.05));

        play.after(10).on(at -> new MakeAvailable(at, AMINA)); // 9:00:30
        assertThat(play.offersOf(mail)).containsExactly("amina");
        assertThat(scoreOfTheLastOffer(mail)).isEqualTo(0.02, within(0.005));
        play.accept(AMINA, mail);

        var third = call(10); // 9:00:40
        assertThat(play.offersOf(third)).containsExactly("amina");
        play.accept(AMINA, third);
        assertThat(play.place(mail)).isInstanceOf(Parked.class);

        play.tick(40).tick(40).on(at -> new EndConversation(at, second, EndedBy.AGENT)); // 9:02:00
        assertThat(play.place(second)).isInstanceOf(WrapUp.class);
        assertThat(play.place(first)).isEqualTo(new Waiting());

        play.after(40).on(at -> new FinishContact(at, BRUNO, second, "answered")); // 9:02:40
        assertThat(play.offersOf(first)).containsExactly("amina", "bruno");
        assertThat(scoreOfTheLastOffer(first)).isEqualTo(32.7, within(0.05));
        play.accept(BRUNO, first);

        play.after(80).on(at -> new FinishContact(at, AMINA, third, "answered")); // 9:04:00
        assertThat(play.place(mail)).isInstanceOf(InConversation.class);

        assertThat(play.offersTo(CHLOE)).isEmpty();
    }

    @Test
    void scoresAsTheTableOfClassesSays() {
        assertThat(rules.classes().values())
                .extracting(PriorityClass::code, PriorityClass::priority, PriorityClass::slope, PriorityClass::cap)
                .containsExactlyInAnyOrder(
                        tuple("emergency", 600, 100, 480),
                        tuple("call", 30, 100, 480),
                        tuple("relay", 30, 100, 480),
                        tuple("chat", 15, 100, 480),
                        tuple("written", 0, 5, 10));
    }

    private ContactId call(int seconds) {
        return play.after(seconds).call(LAMP);
    }

    private double scoreNow(ContactId contact) {
        return new Standing(play.contact(contact).orElseThrow(), rules).score(play.now());
    }

    private double scoreOfTheLastOffer(ContactId contact) {
        return play.decisions().stream()
                .filter(ContactOffered.class::isInstance)
                .map(ContactOffered.class::cast)
                .filter(offered -> offered.contact().equals(contact))
                .reduce((_, last) -> last)
                .orElseThrow()
                .score();
    }
}
