package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Account;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.Sipp.Manner;
import fr.allomairies.testkit.SippRun;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.springframework.test.context.DynamicPropertyRegistry;

/// What the tests on a real line do: agents with SIP phones, citizens who call, and what the log tells of them.
final class Hotline implements AutoCloseable {

    /// What accounts for a call.
    static final Set<String> ENDS = Set.of("ContactAbandoned", "ConversationEnded", "ContactEnded");
    /// For whatever comes as soon as it can. A machine may be busy with something else meanwhile.
    static final Duration SOON = Duration.ofSeconds(30);
    private static final AtomicInteger NAMES = new AtomicInteger();

    final Sipp sipp;
    private final RealAsterisk asterisk;
    private final Telephony telephony;
    private final Routing routing;
    private final EventLog log;
    private final List<AgentId> agents = new ArrayList<>();
    /// Asterisk tells the beginning of a call to the second.
    private final Instant opened = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private long seen;

    /// Tells an application where it finds a fresh database of its own, and the Asterisk.
    static void register(DynamicPropertyRegistry registry, RealAsterisk asterisk) {
        var database = PostgresExtension.freshDatabase();
        registry.add("spring.datasource.url", database::getUrl);
        registry.add("spring.datasource.username", database::getUser);
        asterisk.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    Hotline(RealAsterisk asterisk, Telephony telephony, Routing routing, EventLog log) {
        this.asterisk = asterisk;
        this.sipp = Sipp.against(asterisk.sipPort());
        this.telephony = telephony;
        this.routing = routing;
        this.log = log;
        this.seen = log.head();
    }

    /// A téléconseiller with a phone.
    record Seat(AgentId agent, Account account, SippRun phone) {}

    Seat agent(Manner manner) {
        var agent = new AgentId("agent" + NAMES.incrementAndGet());
        agents.add(agent);
        routing.setSkills(agent, List.of(new SkillNeed(new Skill("general"), 1), new SkillNeed(new Skill("roads"), 1)));
        await("telephony is connected", () -> telephony.status().connected());
        var phone = telephony.sipPhone(agent).orElseThrow();
        var account = new Account(phone.user(), phone.password());
        var seat = new Seat(agent, account, sipp.phones(List.of(account), manner));
        await("the phone is reachable", () -> telephony.reachable(agent));
        return seat;
    }

    /// The other phone of an agent.
    SippRun browser(Seat seat, Manner manner) {
        var phone = telephony.browserPhone(seat.agent()).orElseThrow();
        return sipp.phones(List.of(new Account(phone.user(), phone.password())), manner);
    }

    Seat available(Manner manner) {
        var seat = agent(manner);
        awaitAvailable(seat);
        return seat;
    }

    void awaitAvailable(Seat seat) {
        await(
                "the agent is available",
                () -> routing.makeAvailable(seat.agent()).isEmpty());
    }

    SippRun call(String keys, Duration stay) {
        return sipp.call(Caller.pressing("3906", "0493112233", keys, stay));
    }

    /// A citizen who asks for a person.
    SippRun call(Duration stay) {
        return sipp.call(Caller.askingForAPerson("3906", "0493112233", stay));
    }

    /// The contact of the next call of which nobody has asked yet. One from before is none: of such Asterisk still
    /// tells an application that begins.
    ContactId nextContact() {
        var found = new ArrayList<ContactId>();
        await("a call arrived", () -> {
            for (var entry : log.read(seen, 1)) {
                seen = entry.position();
                if (entry.event() instanceof ContactArrived arrived
                        && !arrived.at().isBefore(opened)) {
                    found.add(arrived.contact());
                }
            }
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    List<ContactEvent> events(ContactId contact) {
        return log.of(contact).stream()
                .filter(ContactEvent.class::isInstance)
                .map(ContactEvent.class::cast)
                .toList();
    }

    List<String> story(ContactId contact) {
        return events(contact).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    <E extends ContactEvent> E await(ContactId contact, Class<E> type) {
        return await(contact, type, SOON);
    }

    <E extends ContactEvent> E await(ContactId contact, Class<E> type, Duration patience) {
        await(
                type.getSimpleName() + " after " + story(contact),
                patience,
                () -> events(contact).stream().anyMatch(type::isInstance));
        return events(contact).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    void awaitState(AgentId agent, AgentState state) {
        await(agent + " is " + state, () -> routing.agent(agent).state() == state);
    }

    /// Whether any channel of Asterisk has the variable at this value.
    boolean told(String variable) {
        return asterisk.cli("core show channels concise")
                .lines()
                .map(line -> line.split("!", 2)[0])
                .anyMatch(
                        channel -> asterisk.cli("core show channel " + channel).contains(variable));
    }

    /// What a phone, or whoever called, hears from now on for two seconds, as a WAV file.
    byte[] hears(String device) {
        var channel = asterisk.cli("core show channels concise")
                .lines()
                .map(line -> line.split("!", 2)[0])
                .filter(name -> name.startsWith(device + "-"))
                .findFirst()
                .orElseThrow();
        return asterisk.heard(channel, Duration.ofSeconds(2));
    }

    /// Whether the device has any channel.
    boolean rings(String device) {
        return asterisk.cli("core show channels concise").lines().anyMatch(line -> line.startsWith(device + "-"));
    }

    /// What the answering machine keeps, by the names of its files.
    List<String> recordings() {
        return asterisk.recordings();
    }

    /// All channels of a device, by Asterisk itself.
    void hangUpAll(String device) {
        asterisk.cli("core show channels concise")
                .lines()
                .map(line -> line.split("!", 2)[0])
                .filter(channel -> channel.startsWith(device + "-"))
                .forEach(channel -> asterisk.cli("channel request hangup " + channel));
    }

    /// Whether Asterisk's own queue would ring the phone.
    boolean standsBy(Seat seat) {
        return asterisk.cli("queue show secours")
                .lines()
                .filter(line -> line.contains("PJSIP/" + seat.account().user()))
                .anyMatch(line -> !line.contains("paused"));
    }

    /// What no telephone would send.
    void rubbish() throws IOException {
        var rubbish = List.of(
                "",
                "\r\n\r\n",
                "INVITE",
                "INVITE sip:3906@127.0.0.1 SIP/2.0\r\n\r\n",
                "INVITE sip:3906@127.0.0.1 SIP/2.0\r\nVia: none\r\nContent-Length: -1\r\n\r\n",
                "BYE sip:" + "x".repeat(20_000) + " SIP/2.0\r\nCall-ID: 1\r\nCSeq: 99999999999 BYE\r\n\r\n",
                "SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n\r\n",
                "\0\u0001\u0002 GET / HTTP/1.1\r\n\r\n");
        try (var socket = new DatagramSocket()) {
            for (var text : rubbish) {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                socket.send(
                        new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), asterisk.sipPort()));
            }
        }
    }

    static void await(String what, BooleanSupplier condition) {
        await(what, SOON, condition);
    }

    static void await(String what, Duration patience, BooleanSupplier condition) {
        var until = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Leaves no call behind, which the next application on this Asterisk would find.
    @Override
    public void close() {
        sipp.close();
        await("no call is left", this::isQuiet);
        for (var agent : agents) {
            for (var held : routing.agent(agent).contacts()) {
                routing.finish(agent, held.contact(), "answered");
            }
            routing.signOut(agent);
        }
    }

    /// Whom we call back meanwhile is hung up on too.
    private boolean isQuiet() {
        asterisk.cli("channel request hangup all");
        return asterisk.cli("core show channels count").lines().anyMatch("0 active channels"::equals);
    }
}
