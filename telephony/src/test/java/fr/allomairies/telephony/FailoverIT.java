package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.await;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.TicketId;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Repository;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Account;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.Sipp.Manner;
import fr.allomairies.testkit.SippRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Our process is killed, or frozen, with calls connected, ringing, waiting and in the menu, and one that comes after:
/// none is lost, and once we are back each is accounted for exactly once.
class FailoverIT {

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);
    private static final Duration STAY = Duration.ofMinutes(5);
    private static final int CALLERS = 5;
    private static final int TRIES = 15;
    private static final Duration RECORDED_WITHIN = Duration.ofSeconds(45);
    private static final Duration SPEAKS = Duration.ofSeconds(3);
    /// The heartbeat is in doubt, and who waits has asked.
    private static final Duration LATE = Duration.ofSeconds(9);

    @TempDir
    static Path sounds;

    /// Of its own: the safety net must know these agents only. It waits for an answer long enough for slow tests.
    final RealAsterisk asterisk = RealAsterisk.start(Map.of("ANSWER_LIMIT", "12", "ANNOUNCE_EVERY", "2"));
    final Map<String, String> talking = Map.of(
            "allo.voice.assistant.enabled", "true",
            "allo.voice.assistant.voice",
                    Repository.root().resolve("docker/asterisk/speak").toString(),
            "allo.voice.assistant.sounds", sounds.toString());
    final PGSimpleDataSource database = PostgresExtension.freshDatabase();
    final JdbcClient db = JdbcClient.create(database);
    final List<SippRun> phones = new ArrayList<>();
    final List<SippRun> callers = new ArrayList<>();
    Sipp sipp;
    Node node;

    @BeforeEach
    void start() throws Exception {
        sipp = Sipp.against(asterisk.sipPort());
        node = Node.start(database, asterisk);
        await("telephony is connected", () -> node.says("connected"));
    }

    @AfterEach
    void stop() {
        sipp.close();
        node.close();
        asterisk.close();
    }

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

    /// What the line says of each caller.
    private List<String> states() {
        return asterisk.cli("core show channels concise")
                .lines()
                .map(line -> asterisk.cli("core show channel " + line.split("!", 2)[0]))
                .flatMap(String::lines)
                .filter(line -> line.startsWith("ALLO_STATE="))
                .map(line -> line.substring("ALLO_STATE=".length()))
                .toList();
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

    /// Adopted by us, whoever connected it: the agent ends it as he would any other.
    private void endFromTheDesk(Conversation conversation) {
        var speaking = speaking();
        var ended = count("ConversationEnded");
        assertThat(node.ask("hang-up " + conversation.agent() + " " + conversation.contact()))
                .isEqualTo("done");
        await(
                "the phone is free, and the log says so",
                () -> speaking() < speaking && count("ConversationEnded") > ended);
    }

    private record Conversation(String agent, String contact) {}

    private List<Conversation> conversations() {
        return db.sql("""
                        select agent_id, contact_id from event_log connected
                        where type = 'ContactConnected' and not exists (
                            select 1 from event_log ended
                            where ended.type in ('ConversationEnded', 'ContactTransferred')
                              and ended.contact_id = connected.contact_id and ended.position > connected.position)
                        """)
                .query((row, _) -> new Conversation(row.getString(1), row.getString(2)))
                .list();
    }

    private long released() {
        return callers.stream().mapToLong(caller -> caller.count("released")).sum();
    }

    private void seat(String login, String skill, Manner manner) {
        node.ask("skill " + login + " " + skill);
        var phone = node.ask("phone " + login).split(" ");
        phones.add(sipp.phones(List.of(new Account(phone[0], phone[1])), manner));
        await(login + " is reachable", () -> node.says("reachable " + login));
        await(login + " is available", () -> node.says("available " + login));
    }

    /// Who presses a key presses it again until it is heard: on a busy machine the menu may begin late.
    private SippRun call(String key, String from) {
        return sipp.call(Caller.pressing("3906", from, key.repeat(TRIES), STAY));
    }

    private long speaking() {
        return phones.stream()
                .mapToLong(phone -> phone.count("answered") - phone.count("released"))
                .sum();
    }

    private long count(String type) {
        return db.sql("select count(*) from event_log where type = ?")
                .param(type)
                .query(Long.class)
                .single();
    }

    private Map<String, List<String>> stories() {
        var stories = new TreeMap<String, List<String>>();
        db.sql("select contact_id, type from event_log where contact_id is not null order by position")
                .query((row, _) -> stories.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2)))
                .list();
        return stories;
    }
}
