package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.await;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.TicketId;
import fr.allomairies.testkit.Repository;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Manner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our process is killed, or frozen, while somebody speaks with a caller, or passes him on.
class FailoverInTalkIT extends WithoutUs {

    @TempDir
    static Path sounds;

    private final Map<String, String> talking = Map.of(
            "allo.voice.assistant.enabled", "true",
            "allo.voice.assistant.voice",
                    Repository.root().resolve("docker/asterisk/speak").toString(),
            "allo.voice.assistant.sounds", sounds.toString());

    /// Longer than a heartbeat is believed: who waits would be led away by then.
    @Test
    void keepsWhomAnAgentHoldsWhileWeAreDead() throws Exception {
        seat("holder", "general", Sipp.AT_ONCE);
        callers.add(call("0", "0493000001"));
        await("they speak", () -> count("ContactConnected") == 1);
        var held = conversations().getFirst();
        assertThat(node.ask("hold " + held.agent() + " " + held.contact())).isEqualTo("done");
        await("he is on hold", () -> count("ContactHeld") == 1);

        node.kill();
        Thread.sleep(LATE);
        assertThat(states()).containsExactlyInAnyOrder("hold", "agent");

        node = Node.start(database, asterisk, talking);
        await("we are back", () -> node.says("connected"));
        assertThat(node.ask("resume " + held.agent() + " " + held.contact())).isEqualTo("done");
        await("they speak again", () -> count("HoldEnded") == 1);
        endFromTheDesk(held);
        assertThat(stories().values())
                .containsExactly(List.of(
                        "ContactArrived",
                        "ContactQueued",
                        "ContactOffered",
                        "OfferAccepted",
                        "ContactConnected",
                        "ContactHeld",
                        "HoldEnded",
                        "ConversationEnded"));
        keepsWhoTalksToTheAssistant();
    }

    /// Frozen first, and then killed.
    private void keepsWhoTalksToTheAssistant() throws Exception {
        callers.add(call("", "0493000002"));
        await("he talks to the assistant", () -> channels().contains("AudioSocket"));
        node.freeze();
        await("he is with the line", () -> states().contains("safety-net"));
        node.thaw();
        await("he has his place", () -> count("ContactQueued") == 2);

        callers.add(call("", "0493000003"));
        await("another talks to it", () -> channels().contains("AudioSocket"));
        node.kill();
        await("he is with the line", () -> states().contains("safety-net"));
    }

    private String channels() {
        return asterisk.cli("core show channels concise");
    }

    /// First the agent puts her phone down while we are dead, and then her colleague has the citizen by the line alone.
    @Test
    void givesTheCitizenToTheColleagueWhoIsAskedWhileWeAreDead() throws Exception {
        seat("asking", "general", Sipp.AT_ONCE);
        callers.add(call("0", "0493000001"));
        await("they speak", () -> count("ContactConnected") == 1);
        var asking = conversations().getFirst();
        seat("asked", "waste", Sipp.AT_ONCE);
        assertThat(node.ask("consult asking " + asking.contact() + " asked")).isEqualTo("done");
        await("the two agents speak", RECORDED_WITHIN, () -> count("ConsultBegan") == 1);

        node.kill();
        Thread.sleep(LATE);
        assertThat(states()).containsExactlyInAnyOrder("hold", "agent", "consult");
        asterisk.cli("core show channels concise")
                .lines()
                .map(line -> line.split("!", 2)[0])
                .filter(channel -> channel.startsWith("PJSIP/asking-sip-"))
                .forEach(channel -> asterisk.cli("channel request hangup " + channel));
        await("the colleague has him", () -> states().contains("talking"));

        node = Node.start(database, asterisk);
        await("it is accounted for", ANSWERED_WITHIN, () -> count("ContactConnected") == 2);
        assertThat(released()).isZero();
        var asked = conversations().getFirst();
        assertThat(asked.agent()).isEqualTo("asked");
        endFromTheDesk(asked);
        assertThat(stories().get(asking.contact()))
                .containsOnlyOnce("ContactQueued", "ConsultEnded", "ContactTransferred", "ConversationEnded")
                .doesNotContain("ContactAbandoned", "ContactTakenBack");
    }

    /// First they go on without us, and we find the three; then the agent leaves without us, and the other two
    /// go on.
    @Test
    void keepsAConferenceWhileWeAreDead() throws Exception {
        seat("asking", "general", Sipp.AT_ONCE);
        callers.add(call("0", "0493000001"));
        await("they speak", () -> count("ContactConnected") == 1);
        var asking = conversations().getFirst();
        seat("asked", "waste", Sipp.AT_ONCE);
        assertThat(node.ask("consult asking " + asking.contact() + " asked")).isEqualTo("done");
        await("the two agents speak", RECORDED_WITHIN, () -> count("ConsultBegan") == 1);
        await(
                "they are brought together",
                () -> node.ask("conference asking " + asking.contact()).equals("done"));
        await("the line has done so", () -> states().contains("conference"));
        node.kill();
        Thread.sleep(LATE);
        assertThat(states()).containsExactlyInAnyOrder("conference", "agent", "consult");

        node = Node.start(database, asterisk);
        await("it is known", ANSWERED_WITHIN, () -> node.says("in-conference " + asking.contact()));
        assertThat(count("ConferenceBegan")).isEqualTo(1);
        node.kill();
        hangUpAll("PJSIP/asking-sip-");
        await("the colleague has him", () -> states().contains("talking"));
        node = Node.start(database, asterisk);
        await("it is accounted for", ANSWERED_WITHIN, () -> count("ContactConnected") == 2);

        assertThat(released()).isZero();
        assertThat(speaking()).isEqualTo(1);
        var asked = conversations().getFirst();
        assertThat(asked.agent()).isEqualTo("asked");
        endFromTheDesk(asked);
        assertThat(stories().get(asking.contact()))
                .containsOnlyOnce(
                        "ContactQueued", "ConferenceBegan", "ConsultEnded", "ContactTransferred", "ConversationEnded")
                .doesNotContain("ContactAbandoned", "ContactTakenBack");
    }

    /// Dead at the instant at which it is decided, before the line knows of it or just after. Until we are back
    /// they go on speaking, or he is with whom the line has found; the colleague's time to answer may be over by
    /// then.
    @Test
    void passesOnWhomAnAgentHasPassedOnWhenWeAreKilled() throws Exception {
        seat("first", "general", Sipp.AT_ONCE);
        callers.add(call("0", "0493000001"));
        await("they speak", () -> count("ContactConnected") == 1);
        var first = conversations().getFirst();
        seat("second", "waste", Sipp.AT_ONCE);
        seat("third", "general", Sipp.AT_ONCE);

        assertThat(node.ask("transfer first " + first.contact() + " second")).isEqualTo("done");
        node.kill();
        node = Node.start(database, asterisk);

        await("somebody else has him", ANSWERED_WITHIN, () -> count("ContactConnected") == 2);
        await("the first is free", () -> phones.getFirst().count("released") == 1);
        await("he speaks with one of them", () -> speaking() == 1);
        assertThat(released()).isZero();
        endFromTheDesk(conversations().getFirst());
        assertThat(stories().get(first.contact()))
                .containsOnlyOnce("ContactArrived", "ContactQueued", "ContactTransferred", "ConversationEnded")
                .doesNotContain("ContactAbandoned", "ContactTakenBack");
    }

    /// First while his phone rings, then in mid-call: the line connects them, and they go on speaking, without us.
    @Test
    void goesOnWithACallThatAnAgentMakesWhenWeAreKilled() throws Exception {
        seat("caller", "roads", Sipp.AT_ONCE);
        var citizen = sipp.citizens(asterisk.outgoingPort(), new Manner.Answers(Duration.ofSeconds(5), STAY));
        assertThat(node.ask("call caller " + TicketId.next() + " +33612345678")).isEqualTo("done");
        await("his phone rings", RECORDED_WITHIN, () -> citizen.count("rings") == 1);

        node.kill();
        await("he has answered", RECORDED_WITHIN, () -> citizen.count("answered") == 1);
        node = Node.start(database, asterisk);
        await("it is accounted for", RECORDED_WITHIN, () -> count("ContactConnected") == 1);
        node.kill();
        node = Node.start(database, asterisk);
        await("we are back", () -> node.says("connected"));

        assertThat(speaking()).isEqualTo(1);
        endFromTheDesk(conversations().getFirst());
        assertThat(stories().values()).containsExactly(List.of("CallPlaced", "ContactConnected", "ConversationEnded"));
    }

    /// One is sent there, and it is answered while we are dead; about the other somebody is asked, and she hangs
    /// up. The line alone sees to both.
    @Test
    void letsCallersLeaveForOutsideNumbersWhileWeAreDead() throws Exception {
        seat("sending", "general", Sipp.AT_ONCE);
        callers.add(call("0", "0493000001"));
        await("they speak", () -> count("ContactConnected") == 1);
        var sending = conversations().getFirst();
        seat("asking", "general", Sipp.AT_ONCE);
        callers.add(call("0", "0493000003"));
        await("they speak too", () -> count("ContactConnected") == 2);
        var asking = conversations().stream()
                .filter(talk -> !talk.contact().equals(sending.contact()))
                .findFirst()
                .orElseThrow();
        var mairie = sipp.citizens(asterisk.outgoingPort(), new Manner.Answers(Duration.ofSeconds(5), STAY));
        assertThat(node.ask("outside sending " + sending.contact() + " 0493000002"))
                .isEqualTo("done");
        assertThat(node.ask("ask-outside asking " + asking.contact() + " 0493000002"))
                .isEqualTo("done");
        assertThat(mairie.await("rings", 2, ANSWERED_WITHIN)).isTrue();

        node.kill();
        await("she speaks outside", () -> states().contains("asks-outside-speaks"));
        hangUpAll("PJSIP/asking-");
        await("both are outside", () -> Collections.frequency(states(), "outside") == 2);
        await("their phones are free", () -> !states().contains("agent"));
        assertThat(released()).isZero();

        node = Node.start(database, asterisk);
        await("it is accounted for", ANSWERED_WITHIN, () -> count("ConversationEnded") == 2);
        assertThat(released()).isZero();
        assertThat(stories().get(sending.contact()))
                .containsOnlyOnce("ContactConnected", "OutsideCalled", "OutsideTookOver")
                .doesNotContain("OutsideUnanswered", "ContactAbandoned", "ContactTakenBack");
        assertThat(stories().get(asking.contact()))
                .containsOnlyOnce("ContactConnected", "OutsideConsultAsked", "OutsideTookOver")
                .doesNotContain("OutsideConsultEnded", "ContactAbandoned", "ContactTakenBack");
    }

    private void hangUpAll(String device) {
        asterisk.cli("core show channels concise")
                .lines()
                .map(line -> line.split("!", 2)[0])
                .filter(channel -> channel.startsWith(device))
                .forEach(channel -> asterisk.cli("channel request hangup " + channel));
    }
}
