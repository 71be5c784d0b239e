package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.await;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Account;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.Sipp.Step;
import fr.allomairies.testkit.SippRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Our process is killed while two conversations are recorded and listened to. Meanwhile one of them ends, and the
/// citizen of the other objects to being recorded: the one is kept, of the other nothing is, and the line keeps
/// neither.
/// Who listens to the one that goes on hears it still, and of the other no listening is left open.
class RecordingFailoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STAY = Duration.ofMinutes(5);
    /// For a person, again and again: on a busy machine the menu may begin late.
    private static final List<Step> ASKS = List.of(new Step.Pause(Duration.ofSeconds(1)), new Step.Key('0'));

    private static final int TRIES = 3;
    /// We are dead by then.
    private static final Duration LATER = Duration.ofSeconds(12);
    private static final Map<String, String> RECORDED = Map.of(
            "allo.telephony.recording.enabled",
            "true",
            "allo.telephony.listening.enabled",
            "true",
            "hotline.every-call-recorded",
            "true");

    final RealAsterisk asterisk = ShortNotice.asterisk();
    final PGSimpleDataSource database = PostgresExtension.freshDatabase();
    final JdbcClient db = JdbcClient.create(database);
    final Sipp sipp = Sipp.against(asterisk.sipPort());
    Node node;

    @AfterEach
    void stop() {
        sipp.close();
        node.close();
        asterisk.close();
    }

    @Test
    void accountsForEachRecordingAndLeavesNothingWithTheLineWhenWeAreKilled() throws Exception {
        node = Node.start(database, asterisk, RECORDED);
        await("telephony is connected", () -> node.says("connected"));
        seat("amina");
        seat("bruno");
        var leaves = call(List.of());
        call(List.of(new Step.Pause(LATER), new Step.Key('9')));
        await("both are recorded", PATIENCE, () -> asterisk.recordings().size() == 2);
        listenToBoth();

        node.kill();
        assertThat(spies()).isEqualTo(2);
        leaves.hangUp();
        await(
                "the other objects",
                PATIENCE,
                () -> asterisk.cli("database show allo-objected").contains("asterisk-1-"));
        assertThat(asterisk.recordings()).hasSize(2);
        await("who left is heard no more, and the other still", PATIENCE, () -> spies() == 1);

        node = Node.start(database, asterisk, RECORDED);
        await("one is kept", PATIENCE, () -> count("RecordingKept") == 1);
        await("one was objected to", PATIENCE, () -> count("RecordingObjected") == 1);
        await("the line keeps nothing", PATIENCE, () -> asterisk.recordings().isEmpty());
        assertThat(states()).containsExactlyInAnyOrder("KEPT", "OBJECTED");
        assertThat(db.sql("select count(*) from vault_content")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(asterisk.cli("database show allo-objected")).doesNotContain("asterisk-1-");
        await("one listens no more", PATIENCE, () -> count("ListeningEnded") == 1);
        assertThat(listening("ON")).isEqualTo(1);
        assertThat(listening("OVER")).isEqualTo(1);
        assertThat(spies()).isEqualTo(1);
        assertThat(count("ConversationEnded")).isEqualTo(1);
        takenOverWhileWeAreDead();
    }

    /// Our command was the last thing that we did.
    private void takenOverWhileWeAreDead() throws Exception {
        var spy = spying().findFirst().orElseThrow().split("!", 2)[0];
        var chief = spy.substring("PJSIP/".length(), spy.indexOf("-sip"));
        await(chief + " has taken his desk", () -> node.says("available " + chief));
        assertThat(node.ask("take-over " + chief)).isEqualTo("done");
        node.kill();
        await(
                "he has the citizen",
                PATIENCE,
                () -> asterisk.cli("core show channels concise")
                        .lines()
                        .anyMatch(line -> line.startsWith(spy) && line.contains("!Bridge!")));

        node = Node.start(database, asterisk, RECORDED);
        await("it is accounted for", PATIENCE, () -> count("CallTakenOver") == 1 && count("ContactTransferred") == 1);
        assertThat(listening("ON")).isZero();
        assertThat(count("ListeningEnded")).isEqualTo(2);
        assertThat(count("ConversationEnded")).isEqualTo(1);
        assertThat(count("ContactAbandoned") + count("ContactTakenBack")).isZero();
        await("the call is his", PATIENCE, () -> chief.equals(agent()));
    }

    private @Nullable String agent() {
        return db.sql("select agent from call where ended_at is null")
                .query(String.class)
                .single();
    }

    /// Each by a supervisor of its own.
    private void listenToBoth() {
        phone("chief1");
        phone("chief2");
        var chiefs = List.of("chief1", "chief2").iterator();
        db.sql("select agent_id || ' ' || contact_id from event_log where type = 'ContactConnected'")
                .query(String.class)
                .list()
                .forEach(talk -> assertThat(node.ask("listen " + chiefs.next() + " " + talk))
                        .isEqualTo("done"));
        await("both are heard", PATIENCE, () -> listening("ON") == 2);
        await("the line says so", PATIENCE, () -> spies() == 2);
    }

    private long spies() {
        return spying().count();
    }

    private Stream<String> spying() {
        return asterisk.cli("core show channels concise").lines().filter(line -> line.contains("!ChanSpy!"));
    }

    private long listening(String state) {
        return db.sql("select count(*) from live_listening where state = ?")
                .param(state)
                .query(Long.class)
                .single();
    }

    private SippRun call(List<Step> then) {
        var all = new ArrayList<>(
                Collections.nCopies(TRIES, ASKS).stream().flatMap(List::stream).toList());
        all.addAll(then);
        return sipp.call(new Caller("3906", "0493112233", all, STAY));
    }

    private void seat(String login) {
        node.ask("skill " + login + " general");
        phone(login);
        await(login + " is available", () -> node.says("available " + login));
    }

    private void phone(String login) {
        var phone = node.ask("phone " + login).split(" ");
        sipp.phones(List.of(new Account(phone[0], phone[1])), Sipp.AT_ONCE);
        await(login + " is reachable", () -> node.says("reachable " + login));
    }

    private List<String> states() {
        return db.sql("select state from call_recording").query(String.class).list();
    }

    private long count(String type) {
        return db.sql("select count(*) from event_log where type = ?")
                .param(type)
                .query(Long.class)
                .single();
    }
}
