package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.SOON;
import static fr.allomairies.telephony.Hotline.await;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.ConferenceBegan;
import fr.allomairies.contact.ContactEvent.ConsultBegan;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Transfer;
import fr.allomairies.telephony.Hotline.Seat;
import fr.allomairies.telephony.Telephony.ServerStatus;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Account;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.Sipp.Manner;
import fr.allomairies.testkit.SippRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Two real servers, of which the second is killed in the middle of everything. Agents have a phone at both.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "allo.voice.hours.always-open=true",
            "allo.telephony.key-patience=1s",
            "allo.telephony.resync-every=3s",
            "allo.telephony.asterisk.lost-after=3s"
        })
@DirtiesContext
class TwoServersIT {

    private static final RealAsterisk FIRST = AsteriskExtension.running();
    private static final RealAsterisk SECOND = RealAsterisk.start(Map.of(
            "SYSTEM_NAME",
            "asterisk-2",
            "ANNOUNCE_EVERY",
            "2",
            "AGI_PORT",
            Integer.toString(FIRST.agiPort()),
            "OUTGOING_HOST",
            "127.0.0.1:" + FIRST.outgoingPort()));
    private static final Duration STAY = Duration.ofMinutes(3);

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Hotline.register(registry, FIRST);
        SECOND.propertiesBesideAnother().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("allo.telephony.asterisk.others[0].weight", () -> 50);
    }

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @Autowired
    JdbcClient db;

    Hotline hotline;
    Sipp second;

    @BeforeEach
    void open() {
        await("both are there", () -> telephony.status().servers().stream().allMatch(ServerStatus::up));
        hotline = new Hotline(FIRST, telephony, routing, log);
        second = Sipp.against(SECOND.sipPort());
    }

    @AfterEach
    void close() {
        second.close();
        hotline.close();
        if (ProcessHandle.of(SECOND.pid()).isEmpty()) {
            SECOND.start();
        }
        await("nothing is left", () -> {
            SECOND.cli("channel request hangup all");
            return SECOND.cli("core show channels count").contains("0 active channels");
        });
    }

    @AfterAll
    static void stop() {
        SECOND.close();
    }

    @Test
    void servesCallersOfBothWithOneAgent() {
        var marie = available(Sipp.AT_ONCE);

        hotline.call(STAY);
        var here = hotline.nextContact();
        assertThat(hotline.await(here, ContactConnected.class).agent()).isEqualTo(marie.agent());
        assertThat(call(here)).startsWith("asterisk-1-");
        endAndFinish(marie, here);

        var caller = callSecond();
        var there = hotline.nextContact();
        assertThat(hotline.await(there, ContactConnected.class).agent()).isEqualTo(marie.agent());
        assertThat(call(there)).startsWith("asterisk-2-");
        assertThat(telephony.hold(marie.agent(), there)).isEmpty();
        await("he is on hold", () -> hotline.story(there).contains("ContactHeld"));
        assertThat(telephony.resume(marie.agent(), there)).isEmpty();
        await("they speak again", () -> hotline.story(there).contains("HoldEnded"));
        await(
                "each says what it has",
                () -> telephony.status().servers().stream()
                        .map(ServerStatus::calls)
                        .toList()
                        .equals(List.of(0, 1)));
        endAndFinish(marie, there);
        assertThat(caller.await("released", SOON)).isTrue();
    }

    @Test
    void accountsForTheCallsOfAServerThatDiesAndGoesOnWithTheOther() {
        var marie = available(Sipp.AT_ONCE);
        callSecond();
        var inTalk = hotline.nextContact();
        hotline.await(inTalk, ContactConnected.class);
        callSecond();
        var waiting = hotline.nextContact();
        hotline.await(waiting, ContactQueued.class);

        SECOND.kill();

        assertThat(hotline.await(inTalk, ConversationEnded.class).by()).isEqualTo(EndedBy.SYSTEM);
        assertThat(hotline.await(waiting, ContactEnded.class).outcome()).isEqualTo(Outcome.LOST);
        assertThat(hotline.story(waiting)).doesNotContain("ContactAbandoned", "ContactConnected");
        assertThat(lost(inTalk)).isTrue();
        assertThat(lost(waiting)).isTrue();
        assertThat(telephony.status().connected()).isTrue();
        assertThat(up()).containsExactly(true, false);
        finish(marie, inTalk);

        hotline.call(STAY);
        var next = hotline.nextContact();
        assertThat(hotline.await(next, ContactConnected.class).agent()).isEqualTo(marie.agent());
        assertThat(call(next)).startsWith("asterisk-1-");
        endAndFinish(marie, next);

        SECOND.start();
        await("it is back", () -> up().equals(List.of(true, true)));
        second.phones(List.of(marie.account()), Sipp.AT_ONCE);
        await(
                "her phone is there again",
                () -> SECOND.cli("queue show secours")
                        .contains("PJSIP/" + marie.account().user()));
        callSecond();
        var again = hotline.nextContact();
        assertThat(hotline.await(again, ContactConnected.class).agent()).isEqualTo(marie.agent());
        assertThat(call(again)).startsWith("asterisk-2-");
        assertThat(hotline.story(next)).doesNotHaveDuplicates();
        endAndFinish(marie, again);
    }

    /// The second has nearly all the weight.
    @Test
    void makesOurCallsAtTheServerOfTheMostWeightThatIsThere() {
        var marie = available(Sipp.AT_ONCE);
        var citizen = hotline.sipp.citizens(FIRST.outgoingPort(), Sipp.AT_ONCE);

        var there = placed(marie);
        hotline.await(there, ContactConnected.class);
        assertThat(server(there)).isEqualTo("asterisk-2");

        SECOND.kill();
        assertThat(hotline.await(there, ConversationEnded.class).by()).isEqualTo(EndedBy.SYSTEM);
        assertThat(lost(there)).isTrue();
        finish(marie, there);

        var here = placed(marie);
        hotline.await(here, ContactConnected.class);
        assertThat(server(here)).isEqualTo("asterisk-1");
        assertThat(citizen.count("answered")).isGreaterThanOrEqualTo(2);
        endAndFinish(marie, here);
    }

    @Test
    void freesBothAgentsOfAConferenceWhoseServerDies() {
        var marie = available(Sipp.AT_ONCE);
        callSecond();
        var contact = hotline.nextContact();
        hotline.await(contact, ContactConnected.class);
        var paul = available(Sipp.AT_ONCE);
        assertThat(telephony.consult(marie.agent(), contact, paul.agent(), null))
                .isEmpty();
        hotline.await(contact, ConsultBegan.class);
        Hotline.await(
                "she holds him", () -> telephony.view(contact).orElseThrow().heldSince() != null);
        assertThat(telephony.conference(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ConferenceBegan.class);

        SECOND.kill();

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.SYSTEM);
        assertThat(lost(contact)).isTrue();
        hotline.awaitState(marie.agent(), AgentState.WRAP_UP);
        hotline.awaitState(paul.agent(), AgentState.AVAILABLE);
        finish(marie, contact);
    }

    /// He was passed on, and waits for the colleague whose phone rings.
    @Test
    void freesBothAgentsOfATransferWhoseServerDies() {
        var marie = available(Sipp.AT_ONCE);
        callSecond();
        var contact = hotline.nextContact();
        hotline.await(contact, ContactConnected.class);
        var paul = available(Sipp.NEVER);
        assertThat(telephony.transfer(marie.agent(), contact, new Transfer(new Transfer.Colleague(paul.agent()), null)))
                .isEmpty();
        var rest = hotline.await(contact, ContactTransferred.class).afterwards();
        hotline.awaitState(paul.agent(), AgentState.OFFERED);

        SECOND.kill();

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.LOST);
        assertThat(hotline.story(contact)).doesNotContain("ContactAbandoned", "OfferNotAnswered");
        hotline.awaitState(paul.agent(), AgentState.AVAILABLE);
        finish(marie, rest);
    }

    /// With a phone at each server.
    private Seat available(Manner manner) {
        var seat = hotline.agent(manner);
        phone(seat.account(), manner);
        hotline.awaitAvailable(seat);
        return seat;
    }

    private void phone(Account account, Manner manner) {
        var before = phonesAtSecond();
        second.phones(List.of(account), manner);
        await("it is registered with the second server", () -> phonesAtSecond() > before);
    }

    private int phonesAtSecond() {
        return telephony.status().servers().getLast().phones();
    }

    private SippRun callSecond() {
        return second.call(Caller.askingForAPerson("3906", "0493112233", STAY));
    }

    private ContactId placed(Seat seat) {
        var ticket = TicketId.next();
        assertThat(telephony.call(seat.agent(), ticket, "06 12 34 56 78")).isEmpty();
        return ((CallPlaced) log.of(ticket).getFirst()).contact();
    }

    private void endAndFinish(Seat seat, ContactId contact) {
        assertThat(telephony.hangUp(seat.agent(), contact)).isEmpty();
        hotline.await(contact, ConversationEnded.class);
        finish(seat, contact);
    }

    private void finish(Seat seat, ContactId contact) {
        await(
                "her wrap-up is over",
                () -> routing.finish(seat.agent(), contact, "answered").isEmpty());
        hotline.awaitState(seat.agent(), AgentState.AVAILABLE);
    }

    private List<Boolean> up() {
        return telephony.status().servers().stream().map(ServerStatus::up).toList();
    }

    private String call(ContactId contact) {
        return text("call", contact);
    }

    private String server(ContactId contact) {
        return text("server", contact);
    }

    private String text(String column, ContactId contact) {
        return db.sql("select " + column + " from call where contact = ?")
                .param(contact.value())
                .query(String.class)
                .single();
    }

    private boolean lost(ContactId contact) {
        return db.sql("select lost_at is not null from call where contact = ?")
                .param(contact.value())
                .query(Boolean.class)
                .single();
    }
}
