package fr.allomairies.routing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.Write;
import fr.allomairies.routing.Steered;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.Why;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.ContactState;
import fr.allomairies.routing.engine.Place;
import fr.allomairies.routing.engine.Request;
import fr.allomairies.routing.engine.RoutingState;
import fr.allomairies.routing.engine.Share;
import fr.allomairies.routing.engine.Step;
import fr.allomairies.testkit.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RoutingStoreIT {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00.123456Z");
    static final AgentId AMINA = new AgentId("amina");
    static final Why WHY = new Why(Duration.ofMillis(90_250), 11.504166666666666, List.of(need("lighting", 4)));

    final DataSource database = PostgresExtension.freshDatabase();
    final JdbcClient db = JdbcClient.create(database);
    final RoutingStore store = new RoutingStore(db);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

    @Test
    void givesBackExactlyWhatWasStored() {
        var contacts = Stream.of(
                        new Place.Waiting(),
                        new Place.Offered(AMINA, NINE, NINE.plusSeconds(20), WHY),
                        new Place.InConversation(AMINA, NINE, WHY),
                        new Place.Parked(AMINA, NINE, WHY),
                        new Place.WrapUp(AMINA, NINE, NINE.plusSeconds(120), WHY))
                .map(RoutingStoreIT::contact)
                .sorted(Comparator.comparing(
                        contact -> contact.request().contact().toString()))
                .toList();
        var agent = new AgentStatus(
                AMINA,
                Presence.PAUSED,
                "lunch",
                List.of(need("lighting", 4), need("waste", 1)),
                NINE,
                Duration.ofMillis(1_500),
                NINE.minusSeconds(1),
                AgentState.ON_CONTACT,
                NINE.plusSeconds(1),
                new Steered(NINE.plusSeconds(1), AgentState.PAUSED, "lunch", new AgentId("chief")));

        save(0, new Step(List.of(), contacts, List.of(agent), Optional.empty()));

        assertThat(store.load()).isEqualTo(new StoredState(1, new RoutingState(contacts, List.of(agent))));
    }

    /// The same contact asks for something else from then on.
    @Test
    void storesWhatATransferMakesOfAContact() {
        var talk = contact(new Place.InConversation(AMINA, NINE, WHY));
        save(0, step(talk));
        var passed = new Transfer.Passed(NINE.plusSeconds(60), AMINA, new AgentId("bruno"), InteractionId.next());
        var request = talk.request().passedOn(new CategoryCode("waste.bin"), List.of(need("waste", 1)), passed);
        var waiting = new ContactState(request, new Place.Waiting(), 0, Map.of());

        save(1, step(waiting));

        assertThat(store.load().state().contacts()).containsExactly(waiting);
    }

    @Test
    void storesNothingOfAStepThatComesTooLate() {
        save(0, step(contact(new Place.Waiting())));

        assertThatExceptionOfType(ConcurrencyFailureException.class)
                .isThrownBy(() -> save(0, step(contact(new Place.Waiting()))));

        assertThat(store.load().state().contacts()).hasSize(1);
    }

    @Test
    void refusesTwoRingingOffersAtOneAgent() {
        save(0, step(contact(new Place.Offered(AMINA, NINE, NINE.plusSeconds(20), WHY))));

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> save(1, step(contact(new Place.Offered(AMINA, NINE, NINE.plusSeconds(20), WHY)))));
    }

    @Test
    void knowsAnEndedContactForAWhile() {
        var contact = contact(new Place.Ended(NINE));
        save(0, step(contact));
        assertThat(store.load().state().contacts()).isEmpty();

        store.forgetEnded(NINE);
        assertThat(store.knows(contact.request().contact())).isTrue();
        assertThatExceptionOfType(ConcurrencyFailureException.class)
                .isThrownBy(() -> save(1, step(contact), contact.request().contact()));
        store.forgetEnded(NINE.plusSeconds(1));
        assertThat(store.knows(contact.request().contact())).isFalse();
    }

    private void save(long turn, Step step) {
        save(turn, step, null);
    }

    private void save(long turn, Step step, @Nullable ContactId newcomer) {
        transaction.executeWithoutResult(_ -> Write.together(db, RoutingStore.save(turn, step, newcomer)));
    }

    private static Step step(ContactState contact) {
        return new Step(List.of(), List.of(contact), List.of(), Optional.empty());
    }

    private static ContactState contact(Place place) {
        var request = new Request(
                ContactId.next(),
                TicketId.next(),
                new CategoryCode("lighting.lamp-out"),
                ChannelKind.VOICE,
                100,
                List.of(need("lighting", 2)),
                10,
                "en",
                "06088",
                "+33493000010",
                AMINA,
                NINE.plusSeconds(3_600),
                NINE,
                null);
        return new ContactState(
                request,
                place,
                2,
                Map.of(new AgentId("bruno"), NINE.plusSeconds(60)),
                List.of(
                        new Share("back-office", NINE.plusNanos(1_001_000), 1),
                        new Share("chats", NINE.plusSeconds(30), 2)));
    }

    private static SkillNeed need(String skill, int level) {
        return new SkillNeed(new Skill(skill), level);
    }
}
