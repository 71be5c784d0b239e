package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.await;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.Sipp.Manner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Our process is killed, or frozen, with calls connected, ringing, waiting and in the menu, and one that comes after:
/// none is lost, and once we are back each is accounted for exactly once.
class FailoverIT extends WithoutUs {

    private static final int CALLERS = 5;
    private static final Duration SPEAKS = Duration.ofSeconds(3);

    @Test
    void losesNobodyWhenWeAreKilled() throws Exception {
        fiveSituations("killed");
        node.kill();
        callers.add(call("", "0493000005"));

        await("all five speak with somebody", ANSWERED_WITHIN, () -> speaking() == CALLERS);
        callers.getLast().hangUp(); // comes and goes while we are away

        node = Node.start(database, asterisk);
        endAndAccount();
    }

    @Test
    void losesNobodyWhenWeAreFrozen() throws Exception {
        fiveSituations("frozen");
        node.freeze();
        callers.add(call("", "0493000005"));

        await("all five speak with somebody", ANSWERED_WITHIN, () -> speaking() == CALLERS);
        callers.getLast().hangUp();

        node.thaw();
        await("we are back", () -> node.says("connected"));
        endAndAccount();
    }

    /// The line needs nobody of us to record, and keeps what was said until we are back.
    @Test
    void keepsWhatIsSaidToTheAnsweringMachineWhileWeAreDead() throws Exception {
        node.ask("voicemail");
        callers.add(call("0", "0493000001"));
        await("he is led out of the queue", () -> count("ContactOverflowed") == 1);
        await("he hears that nobody can answer", () -> states().equals(List.of("voicemail")));

        node.kill();
        await("he speaks", RECORDED_WITHIN, () -> asterisk.recordings().size() == 1);
        Thread.sleep(SPEAKS);
        callers.getLast().hangUp();
        await("he is gone", () -> states().isEmpty());

        node = Node.start(database, asterisk);
        await("his message is work", () -> count("ContactQueued") == 2);
        await("the call is over", () -> count("ContactEnded") == 1);
        await("the line forgets it", () -> asterisk.recordings().isEmpty());
        assertThat(stories().values())
                .containsExactlyInAnyOrder(
                        List.of("ContactArrived", "ContactQueued", "ContactOverflowed", "ContactEnded"),
                        List.of("ContactArrived", "ContactQueued"));
    }

    /// First while he has hung up and waits, then while his phone rings: the line connects them without us.
    /// Another, who was with the assistant at our first death, has his place and his music.
    @Test
    void keepsThePlaceOfWhoIsCalledBackAndOfWhoIsWithTheAssistantWhenWeAreKilled() throws Exception {
        node.ask("callback");
        callers.add(sipp.call(Caller.pressing("3906", "0493000001", "000" + "1".repeat(60), STAY)));
        await("it is promised", RECORDED_WITHIN, () -> count("ContactEnded") == 1);
        await("he has his place", () -> count("ContactQueued") == 2);
        callers.add(sipp.call(CallbackIT.askingTheAssistant("0493000002")));
        await("the other is with the assistant", RECORDED_WITHIN, () -> count("AssistantReplied") == 1);
        node.kill();
        node = Node.start(database, asterisk);
        await("the other waits", () -> states().contains("waiting"));
        var citizen = sipp.citizens(asterisk.outgoingPort(), Duration.ofSeconds(5), '1');
        phones.add(citizen);
        seat("back", "general", Sipp.AT_ONCE);
        await("his phone rings", RECORDED_WITHIN, () -> citizen.count("rings") == 1);

        node.kill();
        await("they speak", RECORDED_WITHIN, () -> speaking() == 2);
        node = Node.start(database, asterisk);

        await("it is accounted for", RECORDED_WITHIN, () -> count("ContactConnected") == 1);
        assertThat(count("CitizenNotReached")).isZero();
        assertThat(count("ContactAbandoned")).isZero();
        callers.getLast().hangUp();
        await("who heard no answer is missed", RECORDED_WITHIN, () -> count("ContactAbandoned") == 1);
    }

    @Test
    void tellsOfTheCrisisWhileWeAreDeadAndAfterARestartOfTheLine() throws Exception {
        node.ask("crisis");
        await("the line knows", () -> asterisk.cli("database show allo-crisis").contains("crisis-flood"));
        node.kill();
        asterisk.stop();
        asterisk.start();

        callers.add(call("", "0493000001"));

        await("he hears it", () -> hears("allo/crisis-flood"));
    }

    private boolean hears(String prompt) {
        return asterisk.cli("core show channels concise").contains(prompt);
    }

    /// A machine that is too busy for some seconds looks dead from outside: our heartbeat is late. Callers ask first.
    @Test
    void sendsNobodyAwayWhenWeAreOnlyLate() throws Exception {
        seat("late-free", "cleaning", Sipp.AT_ONCE);
        callers.add(call("1", "0493000001"));
        await("one is queued", () -> count("ContactQueued") == 1);
        await("one waits", () -> states().contains("waiting"));

        node.freeze();
        Thread.sleep(LATE);
        callers.add(call("0", "0493000002"));
        assertThat(callers.getLast().await("answered", Hotline.SOON)).isTrue();
        assertThat(states()).containsExactlyInAnyOrder("waiting", "welcome");
        node.thaw();

        await("the second came to the queue by the menu", () -> count("ContactQueued") == 2);
        await("both wait", () -> states().equals(List.of("waiting", "waiting")));
        assertThat(phones.getFirst().count("rings")).isZero();
    }

    private void fiveSituations(String prefix) {
        seat(prefix + "-talks", "roads", Sipp.AT_ONCE);
        seat(prefix + "-rings", "cleaning", new Manner.Answers(Duration.ofSeconds(9), STAY));
        for (int i = 0; i < 3; i++) {
            seat(prefix + "-free" + (char) ('a' + i), "general", Sipp.AT_ONCE);
        }
        callers.add(call("1", "0493000001"));
        await("one is connected", () -> speaking() == 1);
        callers.add(call("2", "0493000002"));
        callers.add(call("3", "0493000003"));
        callers.add(call("", "0493000004")); // stays in the menu
        assertThat(callers.getLast().await("answered", Hotline.SOON)).isTrue();
        await("two are queued", () -> count("ContactQueued") == 3);
        await("a phone rings", () -> phones.get(1).count("rings") == 1);
        assertThat(speaking()).isEqualTo(1);
    }

    private void endAndAccount() {
        await("each is accounted to an agent", ANSWERED_WITHIN, () -> count("ContactConnected") == CALLERS);
        assertThat(released()).isZero();
        assertThat(phones.stream().mapToLong(phone -> phone.count("answered")).sum())
                .as("nobody was taken from the agent who had him")
                .isEqualTo(CALLERS);
        await("who left alone is over", () -> count("ConversationEnded") == 1);
        conversations().forEach(this::endFromTheDesk);
        await("all phones are free", () -> speaking() == 0);
        await("all callers are released", () -> released() == CALLERS - 1);
        await("each is over", () -> count("ConversationEnded") == CALLERS);
        assertThat(db.sql(
                                "select count(*) from event_log where type = 'ConversationEnded' and payload ->> 'by' = 'AGENT'")
                        .query(Integer.class)
                        .single())
                .as("all but the one who came and went alone")
                .isEqualTo(CALLERS - 1);
        assertThat(stories())
                .hasSize(CALLERS)
                .allSatisfy((_, story) -> assertThat(story)
                        .containsOnlyOnce("ContactArrived", "ContactQueued", "ContactConnected", "ConversationEnded")
                        .doesNotContain("ContactAbandoned", "ContactEnded"));
        assertThat(db.sql("select count(distinct agent_id) from event_log where type = 'ContactConnected'")
                        .query(Integer.class)
                        .single())
                .as("by five different agents")
                .isEqualTo(CALLERS);
        await(
                "each is accounted for",
                () -> db.sql("select count(*) from call where ended_at is null")
                                .query(Integer.class)
                                .single()
                        == 0);
    }
}
