package fr.allomairies.ticketing.search;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketSearch;
import fr.allomairies.ticketing.TicketSummary;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIT extends OnPostgres {

    static final Duration LEARNT_WITHIN = Duration.ofSeconds(20);

    /// A word of this test alone, so that what other tests wrote is not found.
    final String mine = "z" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

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
            })
    void findsFrenchWordsHoweverTheyAreWritten(String text, String typed) {
        var receipt = receive(mail(someone(), mine, text));

        assertThat(found(mine + " " + typed)).containsExactly(receipt.ticket());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Le dos d’âne est effondré devant la bibliothèque | biblioteque",
                "Un échafaudage menace de tomber | echaffaudage",
                "Le lampadaire clignote | lampadiare",
            })
    void findsWhatWasMeantWhereNobodyWroteWhatWasTyped(String text, String typed) throws Exception {
        var receipt = receive(mail(someone(), "sujet", text));

        var found = searchedOnceLearnt(typed);

        assertThat(found.tickets()).extracting(TicketSummary::id).contains(receipt.ticket());
        assertThat(found.nearly()).isTrue();
        assertThat(found.excerpts().get(receipt.ticket()))
                .filteredOn(TicketSearch.Part::found)
                .isNotEmpty();
    }

    @Test
    void showsWhereTheWordsStand() {
        var text =
                "Bonjour. " + "Rien de particulier. ".repeat(40) + "Mais les " + mine + " <b>fontaines</b> débordent.";
        var receipt = receive(mail(someone(), "sujet", text));

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
        ticketing.resolve(done.ticket(), "information-given", new AgentId("amina"));

        assertThat(found(new TicketFilter(mine, null, null, null, new TicketFilter.View.Open())))
                .containsExactly(open.ticket());
        assertThat(found(mine)).contains(open.ticket(), done.ticket());
    }

    @Test
    void asksForEveryWord() {
        receive(mail(someone(), mine, "lampadaire"));

        assertThat(found(mine + " fontaine")).isEmpty();
    }

    @Test
    void findsNewTextAtOnceWhoeverWroteIt() {
        var receipt = receive(mail(someone(), mine, "bonjour"));
        assertThat(found(mine + " hippopotame")).isEmpty();

        ticketing.addNote(receipt.ticket(), new AgentId("amina"), "Il parle d'hippopotames", "n-1");

        assertThat(found(mine + " hippopotame")).containsExactly(receipt.ticket());
    }

    @Test
    void findsNumbersCitizensPhonesAndAddresses() {
        var phone = new PhoneNumber("+3362" + (1_000_000 + Math.abs(mine.hashCode() % 8_999_999)));
        var from = new Sender("Hélène " + mine, someone().email(), phone);
        var receipt = receive(mail(from, "Bonjour", "…"));
        var national = "0" + phone.e164().substring(3);

        assertThat(found(receipt.number())).containsExactly(receipt.ticket());
        assertThat(found("helene " + mine)).containsExactly(receipt.ticket());
        assertThat(found(from.email().value().toUpperCase())).containsExactly(receipt.ticket());
        assertThat(found(national)).containsExactly(receipt.ticket());
        assertThat(found(national.replaceAll("(..)(?!$)", "$1 "))).containsExactly(receipt.ticket());
        assertThat(found(phone.e164())).containsExactly(receipt.ticket());
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
        ticketing.handOver(first.ticket(), new ServiceCode("voirie"), null, new AgentId("amina"));

        assertThat(found(mine)).containsExactly(first.ticket(), second.ticket());
        assertThat(found(new TicketFilter(mine, TicketStatus.NEW, null, null))).containsExactly(second.ticket());
        assertThat(found(new TicketFilter(mine, null, new ServiceCode("voirie"), null)))
                .containsExactly(first.ticket());
        assertThat(found(new TicketFilter(mine, null, null, ChannelKind.REPORT)))
                .containsExactly(second.ticket());
        assertThat(ticketing.find(new TicketFilter(mine, null, null, null), 1, 1))
                .extracting(TicketSummary::id)
                .containsExactly(second.ticket());
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
            ticketing.addNote(receipt.ticket(), new AgentId("amina"), words(i), "n-" + i);
        }

        assertThat(found(mine + " mot")).containsExactly(receipt.ticket());
    }

    private static String words(int nth) {
        var words = new StringBuilder();
        for (int i = 0; i < 6_000; i++) {
            words.append('w').append(nth).append('x').append(i).append(' ');
        }
        return words.toString();
    }

    /// Words are learnt from the log.
    private TicketSearch searchedOnceLearnt(String typed) throws InterruptedException {
        var until = System.nanoTime() + LEARNT_WITHIN.toNanos();
        var search = search(typed);
        while (search.tickets().isEmpty() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(50);
            search = search(typed);
        }
        return search;
    }

    private TicketSearch search(String typed) {
        return ticketing.search(new TicketFilter(typed, null, null, null), 50, 0);
    }

    private List<TicketId> found(String typed) {
        return found(new TicketFilter(typed, null, null, null));
    }

    private List<TicketId> found(TicketFilter filter) {
        return ticketing.find(filter, 50, 0).stream().map(TicketSummary::id).toList();
    }
}
