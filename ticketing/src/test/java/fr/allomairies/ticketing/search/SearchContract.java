package fr.allomairies.ticketing.search;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.CitizenRights;
import fr.allomairies.ticketing.Detail;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.Order;
import fr.allomairies.ticketing.TicketFilter.View;
import fr.allomairies.ticketing.TicketSearch;
import fr.allomairies.ticketing.TicketSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What a search promises, whichever index answers.
public abstract class SearchContract extends OnPostgres {

    static final AgentId AMINA = new AgentId("amina");
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    @Autowired
    Cases cases;

    @Autowired
    CitizenRights rights;

    /// A word of this test alone, so that what other tests wrote is not found.
    protected final String mine = "z" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

    @DynamicPropertySource
    static void fileOfErasures(DynamicPropertyRegistry properties) {
        properties.add("allo.privacy.erasures", () -> folder.resolve("erasures"));
    }

    /// Whether it is the index meant that answers.
    @BeforeEach
    protected abstract void isServing();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "L’éclairage public est en panne | eclairage",
                "L’éclairage public est en panne | l'eclairage",
                "L’éclairage public est en panne | Éclairages",
                "eclairage | éclairage",
                "Les lampadaires sont éteints | lampadaire éteint",
                "Les lampadaires sont éteints | lamp",
                "Un trottoir cassé | cassée",
                "Un trottoir cassé | cassees",
                "Des bornes cassées | casse",
                "Une dalle cassée | casse",
                "Chaussée dégradée | degrade",
                "Chaussees degradees | dégradée",
                "Un œuf | oeuf",
                "Des travaux de nuit | TRAVAUX",
                "e\u0301clairage | éclairage",
                "Poubelles non ramassées rue d'Angleterre | poubelle angleterre",
                "Poubelles non ramassées rue d’Angleterre | d'Angleterre",
                "L’éclairage public est en panne | e\u0301clairage",
                "Des journaux par terre | journal",
                "Plus rien aujourd’hui devant le 12 bis | aujourd'hui 12 bis",
                "Nom:Dupont | dupont",
                "Un trou Grand'Rue | grand rue",
                "Un trou Grand’Rue | grand’rue",
                "Un arrêt de bus à l'abandon | les arrêts, à l’abandon",
            })
    void findsFrenchWordsHoweverTheyAreWritten(String text, String typed) {
        var receipt = receive(mail(someone(), mine, text));

        isFound(mine + " " + typed, receipt);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Le dos d’âne est effondré devant la bibliothèque | biblioteque",
                "Un échafaudage menace de tomber | echafadage",
                "Le lampadaire clignote | lampadiare",
            })
    void findsWhatWasMeantWhereNobodyWroteWhatWasTyped(String text, String typed) {
        var receipt = receive(mail(someone(), "sujet", text));

        eventually(() -> {
            var found = search(typed);
            assertThat(found.tickets()).extracting(TicketSummary::id).contains(receipt.ticket());
            assertThat(found.nearly()).isTrue();
            assertThat(found.excerpts().get(receipt.ticket()))
                    .filteredOn(TicketSearch.Part::found)
                    .isNotEmpty();
        });
    }

    @Test
    void showsWhereTheWordsStand() {
        var text =
                "Bonjour. " + "Rien de particulier. ".repeat(40) + "Mais les " + mine + " <b>fontaines</b> débordent.";
        var receipt = receive(mail(someone(), "sujet", text));

        isFound(mine + " fontaine", receipt);
        var search = search(mine + " fontaine");

        assertThat(search.nearly()).isFalse();
        assertThat(search.excerpts().get(receipt.ticket()))
                .filteredOn(TicketSearch.Part::found)
                .extracting(TicketSearch.Part::text)
                .containsExactly(mine, "fontaines");
    }

    @Test
    void listsOnlyWhatIsStillToBeDoneWhenAskedForTheOpenOnes() {
        var open = receive(mail(someone(), mine, "un"));
        var done = receive(mail(someone(), mine, "deux"));
        ticketing.resolve(done.ticket(), "information-given", AMINA);

        eventually(() -> {
            assertThat(found(view(new View.Open()))).containsExactly(open.ticket());
            assertThat(found(mine)).containsExactlyInAnyOrder(open.ticket(), done.ticket());
        });
    }

    @Test
    void listsWhatIsInSomebodysHandsOrInNobodys() {
        var taken = receive(mail(someone(), mine, "un"));
        var free = receive(mail(someone(), mine, "deux"));
        ticketing.take(taken.ticket(), AMINA);

        eventually(() -> {
            assertThat(found(view(new View.OwnedBy(AMINA)))).containsExactly(taken.ticket());
            assertThat(found(view(new View.Free()))).containsExactly(free.ticket());
            assertThat(found(view(new View.OwnedBy(new AgentId("bruno"))))).isEmpty();
            assertThat(found(view(new View.DueBefore(LocalDate.of(2100, 1, 1)))))
                    .hasSize(2);
            assertThat(found(view(new View.DueBefore(LocalDate.of(2000, 1, 1)))))
                    .isEmpty();
        });
    }

    @Test
    void findsWhatAnotherTicketStandsForAndNotAmongTheOpenOnes() {
        var survivor = receive(mail(someone(), mine, "un"));
        var merged = receive(mail(someone(), mine, "deux"));

        cases.merge(survivor.ticket(), List.of(merged.ticket()), AMINA);

        eventually(() -> {
            assertThat(found(mine)).containsExactlyInAnyOrder(survivor.ticket(), merged.ticket());
            assertThat(found(view(new View.Open()))).containsExactly(survivor.ticket());
        });

        cases.separate(merged.ticket(), AMINA);

        eventually(() ->
                assertThat(found(view(new View.Open()))).containsExactlyInAnyOrder(survivor.ticket(), merged.ticket()));
    }

    @Test
    void findsWhatWasCorrected() {
        var receipt = receive(mail(someone(), "Bonjour", "sans rien"));

        ticketing.describe(
                receipt.ticket(), "Nid-de-poule " + mine, new Place(null, null, "12 rue Pastorelli"), null, AMINA);

        isFound(mine + " nid poule", receipt);
        isFound(mine + " 12 rue pastorelli", receipt);
    }

    @Test
    void findsNoLongerWhatWasTakenAway() {
        var receipt = receive(mail(someone(), "Bonjour", mine));
        ticketing.describe(receipt.ticket(), null, new Place(null, null, "12 rue Pastorelli"), null, AMINA);
        isFound(mine + " pastorelli", receipt);

        ticketing.forget(receipt.ticket(), Detail.ADDRESS, AMINA);

        eventually(() -> assertThat(found(mine + " pastorelli")).isEmpty());
        isFound(mine, receipt);
    }

    @Test
    void findsNoLongerWhatWasCorrected() {
        var receipt = receive(mail(someone(), "Bonjour", mine));
        ticketing.describe(receipt.ticket(), "Girafe", null, null, AMINA);
        isFound(mine + " girafe", receipt);

        ticketing.describe(receipt.ticket(), "Fontaine", null, null, AMINA);

        isFound(mine + " fontaine", receipt);
        assertThat(found(mine + " girafe")).isEmpty();
    }

    @Test
    void findsWhatWasMovedWhereItIsNow() {
        var from = new Sender("Paul Blanc", someone().email(), null);
        var first = mail(from, "Lampadaire", mine + " hibou");
        var receipt = receive(first);
        receive(mail(first.sender(), "Re: Lampadaire", "et ma girafe " + mine, receipt.number()));
        isFound(mine + " girafe", receipt);
        var moved = ticketing.ticket(receipt.ticket()).orElseThrow().interactions().stream()
                .filter(said -> said.text().contains("girafe"))
                .findFirst()
                .orElseThrow();
        var lamp = ticketing.ticket(receipt.ticket()).orElseThrow().summary().category();

        var split = (Cases.Split.Done) cases.split(receipt.ticket(), List.of(moved.id()), lamp, "Autre", AMINA);

        var other = ticketing.byNumber(split.number()).orElseThrow().summary().id();
        eventually(() -> assertThat(found(mine + " girafe")).containsExactly(other));
        isFound(mine + " hibou", receipt);

        cases.rejoin(other, AMINA);

        isFound(mine + " girafe", receipt);
    }

    @Test
    void findsAnErasedRequestByItsNumberAlone() {
        var letter = mail(mailer(mine + "@example.org"), "Plainte " + mine, "Le secret " + mine);
        var receipt = receive(letter);
        ticketing.resolve(receipt.ticket(), "information-given", AMINA);
        isFound(mine + " secret", receipt);
        var citizen = rights.find(letter.sender()).getFirst().citizen();
        var opened = (CitizenRights.Answer.Opened) rights.open(citizen, "demande du 5 janvier", AMINA);

        rights.erase(opened.request(), AMINA);

        eventually(() -> assertThat(found(mine)).isEmpty());
        isFound(receipt.number(), receipt);
    }

    @Test
    void asksForEveryWord() {
        var receipt = receive(mail(someone(), mine, "lampadaire"));

        isFound(mine + " lampadaire", receipt);
        assertThat(found(mine + " fontaine")).isEmpty();
    }

    @Test
    void findsNewTextAtOnceWhoeverWroteIt() {
        var receipt = receive(mail(someone(), mine, "bonjour"));
        isFound(mine, receipt);
        assertThat(found(mine + " hippopotame")).isEmpty();

        ticketing.addNote(receipt.ticket(), AMINA, "Il parle d'hippopotames", "n-1");

        isFound(mine + " hippopotame", receipt);
    }

    @Test
    void findsNumbersCitizensPhonesAndAddresses() {
        var phone = new PhoneNumber("+3362" + (1_000_000 + Math.abs(mine.hashCode() % 8_999_999)));
        var from = new Sender("Hélène " + mine, someone().email(), phone);
        var receipt = receive(mail(from, "Bonjour", "…"));
        var national = "0" + phone.e164().substring(3);

        isFound(receipt.number(), receipt);
        isFound("helene " + mine, receipt);
        isFound(from.email().value().toUpperCase(), receipt);
        isFound(national, receipt);
        assertThat(found(national.replaceAll("(..)(?!$)", "$1 "))).containsExactly(receipt.ticket());
        isFound(phone.e164(), receipt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'", "':*", "a & | !", "\\", "%", "le la les", "((", "<->", "\0", "😀", "'';drop table ticket"})
    void isNeverUpsetByWhatIsTyped(String typed) {
        assertThat(found(typed)).isNotNull();
    }

    @Test
    void filtersByStatusServiceAndChannelNewestActivityFirst() {
        var first = receive(mail(someone(), mine, "un"));
        var second = receive(contact(ChannelKind.REPORT, someone(), null, mine, "deux", List.of()));
        ticketing.handOver(first.ticket(), new ServiceCode("voirie"), null, AMINA);

        eventually(() -> {
            assertThat(found(mine)).containsExactly(first.ticket(), second.ticket());
            assertThat(found(new TicketFilter(mine, TicketStatus.NEW, null, null)))
                    .containsExactly(second.ticket());
            assertThat(found(new TicketFilter(mine, null, new ServiceCode("voirie"), null)))
                    .containsExactly(first.ticket());
            assertThat(found(new TicketFilter(mine, null, null, ChannelKind.REPORT)))
                    .containsExactly(second.ticket());
            assertThat(ticketing
                            .search(new TicketFilter(mine, null, null, null), 1, 1)
                            .tickets())
                    .extracting(TicketSummary::id)
                    .containsExactly(second.ticket());
            assertThat(found(ordered(Order.OPENED))).hasSize(2);
            assertThat(found(ordered(Order.DUE))).hasSize(2);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Rappelez-moi au 06.12.%1$s | 06 12 %2$s",
                "Rappelez-moi au 06 12 %2$s svp | +336 12 %2$s",
                "Mon numéro : +33 6-12-%3$s. | 0612%4$s",
                "Tél. 0033612%4$s | 06/12/%2$s",
            })
    void findsAPhoneNumberInATextInAnyNotation(String text, String typed) {
        var digits = "%06d".formatted(Math.abs(mine.hashCode() % 1_000_000));
        var pairs = digits.replaceAll("(..)(?!$)", "$1 ");
        Object[] ways = {pairs.replace(' ', '.'), pairs, pairs.replace(' ', '-'), digits};
        var receipt = receive(mail(someone(), mine, text.formatted(ways)));

        isFound(typed.formatted(ways), receipt);
    }

    @Test
    void listsEverythingWhenNothingIsAskedFor() {
        Receipt last = receive(mail(someone(), "dernier", "…"));

        assertThat(ticketing.find(TicketFilter.ALL, 500, 0))
                .extracting(TicketSummary::id)
                .contains(last.ticket());
    }

    @Test
    void indexesTheBeginningOfAnEndlessText() {
        var receipt = receive(mail(someone(), mine, "mot ".repeat(300_000)));
        for (int i = 0; i < 30; i++) {
            ticketing.addNote(receipt.ticket(), AMINA, words(i), "n-" + i);
        }

        isFound(mine + " mot", receipt);
    }

    private static String words(int nth) {
        var words = new StringBuilder();
        for (int i = 0; i < 6_000; i++) {
            words.append('w').append(nth).append('x').append(i).append(' ');
        }
        return words.toString();
    }

    protected void isFound(String typed, Receipt receipt) {
        eventually(() -> assertThat(found(typed)).containsExactly(receipt.ticket()));
    }

    protected static void eventually(ThrowingRunnable promise) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .untilAsserted(promise);
    }

    private TicketFilter view(View view) {
        return new TicketFilter(mine, null, null, null, view);
    }

    private TicketFilter ordered(Order order) {
        return new TicketFilter(mine, null, null, null, null, new View.Everything(), order);
    }

    private TicketSearch search(String typed) {
        return ticketing.search(new TicketFilter(typed, null, null, null), 50, 0);
    }

    protected List<TicketId> found(String typed) {
        return found(new TicketFilter(typed, null, null, null));
    }

    private List<TicketId> found(TicketFilter filter) {
        var search = ticketing.search(filter, 500, 0);
        return search.nearly()
                ? List.of()
                : search.tickets().stream().map(TicketSummary::id).toList();
    }
}
