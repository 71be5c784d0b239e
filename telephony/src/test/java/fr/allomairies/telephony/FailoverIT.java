package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.await;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Account;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.Sipp.Manner;
import fr.allomairies.testkit.SippRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Our process is killed, or frozen, with calls connected, ringing, waiting and in the menu, and one that comes after:
/// none is lost, and once we are back each is accounted for exactly once.
class FailoverIT {

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);
    private static final Duration STAY = Duration.ofMinutes(5);
    private static final int CALLERS = 5;

    /// Of its own: the safety net must know these agents only.
    final RealAsterisk asterisk = RealAsterisk.start(Map.of());
    final PGSimpleDataSource database = PostgresExtension.emptyDatabase();
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
        await("two are queued", () -> count("ContactQueued") == 3);
        callers.add(call("", "0493000004"));
        assertThat(callers.getLast().await("answered", Hotline.SOON)).isTrue();
        await("a phone rings", () -> phones.get(1).count("rings") == 1);
        assertThat(speaking()).isEqualTo(1);
    }

    private void endAndAccount() {
        await("each is accounted to an agent", ANSWERED_WITHIN, () -> count("ContactConnected") == CALLERS);
        assertThat(callers.stream()
                        .mapToLong(caller -> caller.count("released"))
                        .sum())
                .isZero();
        callers.forEach(SippRun::hangUp);

        await("each is over", () -> count("ConversationEnded") == CALLERS);
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
        assertThat(db.sql("select count(*) from call where ended_at is null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void seat(String login, String skill, Manner manner) {
        node.ask("skill " + login + " " + skill);
        var phone = node.ask("phone " + login).split(" ");
        phones.add(sipp.phones(List.of(new Account(phone[0], phone[1])), manner));
        await(login + " is reachable", () -> node.says("reachable " + login));
        await(login + " is available", () -> node.says("available " + login));
    }

    private SippRun call(String keys, String from) {
        return sipp.call(Caller.pressing("3906", from, keys, STAY));
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
        db.sql("select contact_id, type from event_log where contact_id is not null order by id")
                .query((row, _) -> stories.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2)))
                .list();
        return stories;
    }
}
