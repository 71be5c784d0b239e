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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Our process is killed while two conversations are recorded. Meanwhile one of them ends, and the citizen of the
/// other objects: the one is kept, of the other nothing is, and the line keeps neither.
class RecordingFailoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STAY = Duration.ofMinutes(5);
    /// For a person, again and again: on a busy machine the menu may begin late.
    private static final List<Step> ASKS = List.of(new Step.Pause(Duration.ofSeconds(1)), new Step.Key('0'));

    private static final int TRIES = 3;
    /// We are dead by then.
    private static final Duration LATER = Duration.ofSeconds(12);
    private static final Map<String, String> RECORDED =
            Map.of("allo.telephony.recording.enabled", "true", "hotline.every-call-recorded", "true");

    final RealAsterisk asterisk = ShortNotice.asterisk();
    final PGSimpleDataSource database = PostgresExtension.emptyDatabase();
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

        node.kill();
        leaves.hangUp();
        await(
                "the other objects",
                PATIENCE,
                () -> asterisk.cli("database show allo-objected").contains("asterisk-1-"));
        assertThat(asterisk.recordings()).hasSize(2);

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
    }

    private SippRun call(List<Step> then) {
        var all = new ArrayList<>(
                Collections.nCopies(TRIES, ASKS).stream().flatMap(List::stream).toList());
        all.addAll(then);
        return sipp.call(new Caller("3906", "0493112233", all, STAY));
    }

    private void seat(String login) {
        node.ask("skill " + login + " general");
        var phone = node.ask("phone " + login).split(" ");
        sipp.phones(List.of(new Account(phone[0], phone[1])), Sipp.AT_ONCE);
        await(login + " is reachable", () -> node.says("reachable " + login));
        await(login + " is available", () -> node.says("available " + login));
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
