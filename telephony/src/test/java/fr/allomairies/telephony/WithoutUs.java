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
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A line of its own, and our process, which is killed or frozen while calls are on it.
abstract class WithoutUs {

    static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);
    static final Duration STAY = Duration.ofMinutes(5);
    static final int TRIES = 15;
    static final Duration RECORDED_WITHIN = Duration.ofSeconds(45);
    /// The heartbeat is in doubt, and who waits has asked.
    static final Duration LATE = Duration.ofSeconds(9);

    /// Of its own: the safety net must know these agents only. It waits for an answer long enough for slow tests.
    final RealAsterisk asterisk = RealAsterisk.start(Map.of("ANSWER_LIMIT", "12", "ANNOUNCE_EVERY", "2"));
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

    /// What the line says of each caller.
    List<String> states() {
        return asterisk.cli("core show channels concise")
                .lines()
                .map(line -> asterisk.cli("core show channel " + line.split("!", 2)[0]))
                .flatMap(String::lines)
                .filter(line -> line.startsWith("ALLO_STATE="))
                .map(line -> line.substring("ALLO_STATE=".length()))
                .toList();
    }

    /// Adopted by us, whoever connected it: the agent ends it as he would any other.
    void endFromTheDesk(Conversation conversation) {
        var speaking = speaking();
        var ended = count("ConversationEnded");
        assertThat(node.ask("hang-up " + conversation.agent() + " " + conversation.contact()))
                .isEqualTo("done");
        await(
                "the phone is free, and the log says so",
                () -> speaking() < speaking && count("ConversationEnded") > ended);
    }

    record Conversation(String agent, String contact) {}

    List<Conversation> conversations() {
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

    long released() {
        return callers.stream().mapToLong(caller -> caller.count("released")).sum();
    }

    void seat(String login, String skill, Manner manner) {
        node.ask("skill " + login + " " + skill);
        var phone = node.ask("phone " + login).split(" ");
        phones.add(sipp.phones(List.of(new Account(phone[0], phone[1])), manner));
        await(login + " is reachable", () -> node.says("reachable " + login));
        await(login + " is available", () -> node.says("available " + login));
    }

    /// Who presses a key presses it again until it is heard: on a busy machine the menu may begin late.
    SippRun call(String key, String from) {
        return sipp.call(Caller.pressing("3906", from, key.repeat(TRIES), STAY));
    }

    long speaking() {
        return phones.stream()
                .mapToLong(phone -> phone.count("answered") - phone.count("released"))
                .sum();
    }

    long count(String type) {
        return db.sql("select count(*) from event_log where type = ?")
                .param(type)
                .query(Long.class)
                .single();
    }

    Map<String, List<String>> stories() {
        var stories = new TreeMap<String, List<String>>();
        db.sql("select contact_id, type from event_log where contact_id is not null order by position")
                .query((row, _) -> stories.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2)))
                .list();
        return stories;
    }
}
