package fr.allomairies.routing.engine;

import static fr.allomairies.routing.engine.Play.AMINA;
import static fr.allomairies.routing.engine.Play.BRUNO;
import static fr.allomairies.routing.engine.Play.LIGHTING;
import static fr.allomairies.routing.engine.Play.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactParked;
import fr.allomairies.contact.ContactEvent.ContactResumed;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.TakeBackReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.OfferReasons;
import fr.allomairies.contact.OfferReasons.Verdict;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Command.TakeBack;
import fr.allomairies.routing.engine.Command.TransferContact;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Parked;
import fr.allomairies.routing.engine.Place.Waiting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A call may interrupt a mail that is neither urgent nor due soon, never a chat and never another call.
class InterruptionTest {

    static final SkillNeed NEED = new SkillNeed(LIGHTING, 1);

    final Play play = new Play(TestRules.FULL);

    @Test
    void offersACallToWhoIsWritingAMailWhenNobodyIsFree() {
        play.available(AMINA, NEED);
        var mail = play.mail(NEED);
        play.accept(AMINA, mail);

        var call = play.call(NEED);
        assertThat(play.offersOf(call)).containsExactly("amina");
        assertThat(play.place(mail)).isInstanceOf(InConversation.class);
        play.accept(AMINA, call);

        assertThat(play.place(mail)).isInstanceOf(Parked.class);
        assertThat(play.decisions()).contains(new ContactParked(NINE, mail, AMINA, call));
        assertThat(reasons(call).candidates().getFirst().verdict()).isEqualTo(Verdict.INTERRUPTED);
    }

    @Test
    void interruptsNobodyWhileSomebodyIsFree() {
        play.available(AMINA, NEED);
        play.accept(AMINA, play.mail(NEED));
        play.available(BRUNO, NEED);

        assertThat(play.offersOf(play.call(NEED))).containsExactly("bruno");
    }

    @Test
    void goesOnWithWhatRestedBeforeAnythingNew() {
        play.available(AMINA, NEED);
        var mail = play.mail(NEED);
        play.accept(AMINA, mail);
        var call = play.call(NEED);
        play.accept(AMINA, call);
        var next = play.call(NEED);

        play.after(60).on(at -> new FinishContact(at, AMINA, call, "answered"));

        assertThat(play.decisions()).contains(new ContactResumed(NINE.plusSeconds(60), mail, AMINA));
        assertThat(play.offersOf(next)).containsExactly("amina"); // which may interrupt the mail once more
    }

    @Test
    void leavesTheMailAloneWhenTheCallIsNotTaken() {
        play.available(AMINA, NEED);
        var mail = play.mail(NEED);
        play.accept(AMINA, mail);

        play.decline(AMINA, play.call(NEED));

        assertThat(play.place(mail)).isInstanceOf(InConversation.class);
    }

    @Test
    void neverInterruptsAChatNorACall() {
        play.available(AMINA, NEED, new SkillNeed(Play.WASTE, 1));
        play.accept(AMINA, play.chat(NEED));
        play.available(BRUNO, NEED);
        play.accept(BRUNO, play.call(NEED));

        assertThat(play.place(play.call(NEED))).isEqualTo(new Waiting());
    }

    @Test
    void doesNotInterruptAMailThatIsDueSoon() {
        play.available(AMINA, NEED);
        play.accept(AMINA, play.queue(mailDue(NINE.plusSeconds(200))));

        assertThat(play.place(play.call(NEED))).isEqualTo(new Waiting());
    }

    @Test
    void doesNotInterruptAnUrgentMail() {
        play.available(AMINA, NEED);
        play.accept(AMINA, play.queue(ChannelKind.EMAIL, 50, Request.URGENT, null, NEED));

        assertThat(play.place(play.call(NEED))).isEqualTo(new Waiting());
    }

    @Test
    void protectsAMailFromWhenItBecomesDueSoon() {
        play.available(AMINA, NEED);
        play.accept(AMINA, play.queue(mailDue(NINE.plusSeconds(300))));

        assertThat(play.after(61).place(play.call(NEED))).isEqualTo(new Waiting());
    }

    @Test
    void letsTheMailThatIsDueGoBeforeTheChatThatHasJustCome() {
        var chat = play.chat(NEED);
        var mail = play.queue(mailDue(NINE));

        play.available(AMINA, NEED, new SkillNeed(Play.WASTE, 1));

        assertThat(play.offersTo(AMINA)).containsExactly(mail);
        play.accept(AMINA, mail);
        assertThat(play.offersTo(AMINA)).containsExactly(mail, chat);
    }

    @Test
    void whatRestsAtWhoSignsOutGoesOnAfterTheCall() {
        play.available(AMINA, NEED);
        var mail = play.mail(NEED);
        play.accept(AMINA, mail);
        var call = play.call(NEED);
        play.accept(AMINA, call);

        play.on(at -> new SignOut(at, AMINA));
        play.on(at -> new FinishContact(at, AMINA, call, null));

        assertThat(play.decisions()).contains(new ContactResumed(NINE, mail, AMINA));
        assertThat(play.agent(AMINA).state()).isEqualTo(AgentState.ON_CONTACT);
        play.on(at -> new FinishContact(at, AMINA, mail, null));
        assertThat(play.agent(AMINA).state()).isEqualTo(AgentState.OFFLINE);
    }

    @Test
    void takesWrittenWorkBackAtItsAge() {
        play.available(AMINA, NEED);
        var mail = play.mail(NEED);
        play.accept(AMINA, mail);
        play.after(600).available(BRUNO, NEED);

        play.on(at -> new TakeBack(at, mail));

        assertThat(play.decisions())
                .contains(new ContactTakenBack(NINE.plusSeconds(600), mail, AMINA, TakeBackReason.SUPERVISOR));
        assertThat(((Offered) play.place(mail)).agent()).isEqualTo(BRUNO);
        assertThat(((Offered) play.place(mail)).why().waited()).hasMinutes(10);
    }

    /// Not at the instant of the transfer either.
    @Test
    void leavesHerTheRestOfAMailDueSoonThatShePassedOn() {
        play.available(AMINA, NEED);
        var mail = play.queue(mailDue(NINE.plusSeconds(600)));
        play.accept(AMINA, mail);
        play.available(BRUNO, NEED);
        play.accept(BRUNO, play.call(NEED));
        var waiting = play.after(420).call(NEED);
        var rest = ContactId.next();

        play.on(at -> new TransferContact(at, AMINA, mail, new Transfer(new Transfer.Colleague(BRUNO), null), rest));
        assertThat(play.place(waiting)).isInstanceOf(Waiting.class);
        play.on(at -> new FinishContact(at, AMINA, rest, "answered"));

        assertThat(play.offersOf(waiting)).containsExactly("amina");
    }

    /// As after a night on which nothing ran.
    @Test
    void tellsTheScoreOfAMailThatWaitedLongBeforeItCameHere() {
        play.available(AMINA, NEED).after(9_000);

        var mail = play.queue(mailDue(NINE.plusSeconds(600)));

        assertThat(reasons(mail).score().waiting()).isEqualTo(10);
        assertThat(reasons(mail).score().urgency()).isEqualTo(12);
    }

    @Test
    void takesNoCallBack() {
        play.available(AMINA, NEED);
        var call = play.call(NEED);
        play.accept(AMINA, call);

        assertThat(play.on(at -> new TakeBack(at, call)).refusal())
                .map(Refusal::code)
                .contains("call-in-progress");
    }

    @Test
    void saysWhoElseWasThereAndWhyNotThey() {
        play.available(BRUNO, NEED);
        play.accept(BRUNO, play.call(NEED));
        play.after(5).available(AMINA, NEED);

        var reasons = reasons(play.call(NEED));

        assertThat(reasons.line()).isEqualTo("calls");
        assertThat(reasons.step()).isEqualTo(1); // nobody who knows the matter
        assertThat(reasons.requirement()).isEqualTo("lighting");
        assertThat(reasons.score().priority()).isEqualTo(30);
        assertThat(reasons.candidates())
                .extracting(candidate -> candidate.agent() + " " + candidate.verdict())
                .containsExactly("amina CHOSEN", "bruno CHANNEL_LIMIT");
    }

    private OfferReasons reasons(ContactId contact) {
        return play.decisions().stream()
                .filter(ContactOffered.class::isInstance)
                .map(ContactOffered.class::cast)
                .filter(offered -> offered.contact().equals(contact))
                .map(ContactOffered::reasons)
                .findFirst()
                .orElseThrow();
    }

    private static Request mailDue(@Nullable Instant due) {
        return new Request(
                ContactId.next(),
                TicketId.next(),
                new CategoryCode("lighting.lamp-out"),
                ChannelKind.EMAIL,
                50,
                List.of(NEED),
                0,
                "fr",
                null,
                null,
                due,
                NINE);
    }
}
