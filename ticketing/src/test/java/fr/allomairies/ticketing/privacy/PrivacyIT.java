package fr.allomairies.ticketing.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.PrivacyEvent.ErasureCompleted;
import fr.allomairies.contact.PrivacyEvent.PersonalDataExported;
import fr.allomairies.contact.TicketEvent.Anonymisation;
import fr.allomairies.contact.TicketEvent.TicketAnonymised;
import fr.allomairies.contact.TicketEvent.TicketHeldBack;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Cases.Split;
import fr.allomairies.ticketing.CitizenRights;
import fr.allomairies.ticketing.CitizenRights.Answer;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.PersonalData;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Readings;
import fr.allomairies.ticketing.Readings.Purpose;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Retention;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketFilter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@Import(PrivacyIT.Elsewhere.class)
class PrivacyIT extends OnPostgres {

    static final AgentId AMINA = new AgentId("amina");
    static final AgentId DENIS = new AgentId("denis");

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("allo.privacy.months", () -> 24);
        properties.add("allo.privacy.categories.roads", () -> 6);
        properties.add("allo.privacy.channels.chat", () -> 3);
        properties.add("allo.privacy.erasures", () -> folder.resolve("erasures").toString());
    }

    @Autowired
    Retention retention;

    @Autowired
    CitizenRights rights;

    @Autowired
    Readings readings;

    @Autowired
    Erasures erasures;

    @Autowired
    Cases cases;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void beginsWithNothingDue() {
        Elsewhere.failing = TicketId.next();
        retention.apply(null, 1_000);
    }

    @Test
    void takesAwayEveryWordAndKeepsEveryCount() {
        var word = marker();
        var receipt = closed(letter(word), 25);
        var other = closed(letter(marker()), 23);
        var events = log.of(receipt.ticket());
        var counts = counts();
        assertThat(occurrences(word)).isNotEmpty();

        var due = retention.preview();
        assertThat(due.tickets()).isEqualTo(1);
        assertThat(occurrences(word)).as("a preview changes nothing").isNotEmpty();
        var run = retention.apply(DENIS, 100);

        assertThat(run.tickets()).isEqualTo(1);
        assertThat(occurrences(word)).isEmpty();
        assertThat(counts()).isEqualTo(counts);
        assertThat(log.of(receipt.ticket()))
                .startsWith(events.toArray(Event[]::new))
                .hasSize(events.size() + 1)
                .last()
                .isInstanceOfSatisfying(
                        TicketAnonymised.class, gone -> assertThat(gone.why()).isEqualTo(Anonymisation.RETENTION));
        assertThat(retention.of(receipt.ticket()).anonymisedAt()).isNotNull();
        assertThat(retention.of(other.ticket()).anonymisedAt()).isNull();
        assertThat(retention.runs(1).getFirst().by()).isEqualTo(DENIS);
        assertThat(retention.apply(null, 100).tickets()).as("once").isZero();
    }

    @Test
    void keepsEachForTheMonthsOfItsCategoryThenOfItsChannel() {
        var road = closed(letter(marker()), 7);
        db.sql("update ticket set category = 'roads.pothole' where id = ?")
                .param(road.ticket().value())
                .update();
        var chat = closed(letter(marker()), 4);
        db.sql("update ticket set channel = 'chat' where id = ?")
                .param(chat.ticket().value())
                .update();
        var chattedRoad = closed(letter(marker()), 4);
        db.sql("update ticket set channel = 'chat', category = 'roads.sign' where id = ?")
                .param(chattedRoad.ticket().value())
                .update();

        retention.apply(null, 100);

        assertThat(retention.of(road.ticket()).anonymisedAt()).isNotNull();
        assertThat(retention.of(chat.ticket()).anonymisedAt()).isNotNull();
        assertThat(retention.of(chattedRoad.ticket()).anonymisedAt()).isNull();
    }

    @Test
    void leavesWhatIsHeldBackUntilItIsReleased() {
        var word = marker();
        var receipt = closed(letter(word), 30);
        assertThat(retention.hold(receipt.number(), "court", DENIS))
                .get()
                .extracting("code")
                .isEqualTo("reason-missing");
        assertThat(retention.hold("NCA-26-999999", "affaire en justice", DENIS)).isPresent();
        assertThat(retention.hold(receipt.number(), "affaire en justice", DENIS))
                .isEmpty();
        assertThat(retention.hold(receipt.number(), "affaire en justice", DENIS))
                .isPresent();
        assertThat(retention.preview().held()).isEqualTo(1);

        retention.apply(null, 100);
        assertThat(occurrences(word)).isNotEmpty();
        assertThat(log.of(receipt.ticket())).last().isInstanceOf(TicketHeldBack.class);

        retention.release(receipt.number(), DENIS);
        retention.apply(null, 100);
        assertThat(occurrences(word)).isEmpty();
    }

    @Test
    void takesWhatWasJoinedToARequestThatIsErasedAlready() {
        var first = letter(marker());
        var survivor = receive(first);
        var word = marker();
        var joined = receive(letter(word));
        assertThat(cases.merge(survivor.ticket(), List.of(joined.ticket()), AMINA))
                .isEmpty();
        close(survivor.ticket(), 1);
        rights.erase(open(first.sender()), DENIS);
        assertThat(retention.of(survivor.ticket()).anonymisedAt()).isNotNull();
        assertThat(occurrences(word)).isNotEmpty();
        assertThat(retention.apply(null, 100).tickets()).as("not yet").isZero();

        db.sql("""
                update ticket set changed_at = now() - interval '25 months',
                       anonymised_at = now() - interval '24 months'
                where id = ?
                """).param(survivor.ticket().value()).update();
        assertThat(retention.preview().tickets()).isEqualTo(1);
        retention.apply(null, 100);

        assertThat(occurrences(word)).isEmpty();
        assertThat(retention.apply(null, 100).tickets()).as("once").isZero();
    }

    @Test
    void leavesWhatWasSaidOfAnotherRequestToTheLastOfThem() {
        var letter = letter(marker());
        var origin = receive(letter);
        var both = mail(letter.sender(), "suite", "deux choses", letter.externalId());
        receive(both);
        var said = ticketing.ticket(origin.ticket()).orElseThrow().interactions().stream()
                .filter(each -> both.contact().equals(each.contact()))
                .findFirst()
                .orElseThrow();
        assertThat(cases.split(
                        origin.ticket(), List.of(said.id()), new CategoryCode("lighting.lamp-out"), "à part", AMINA))
                .isInstanceOf(Split.Done.class);
        var apart = db.sql("select ticket_id from interaction where id = ?")
                .param(said.id().value())
                .query((row, _) -> TicketId.of(row.getString(1)))
                .single();
        close(origin.ticket(), 30);

        retention.apply(null, 100);
        assertThat(Elsewhere.ERASED).contains(letter.contact()).doesNotContain(both.contact());
        assertThat(db.sql("select count(*) from thread_id where ticket_id = ?")
                        .param(apart.value())
                        .query(Integer.class)
                        .single())
                .isPositive();

        close(apart, 30);
        retention.apply(null, 100);
        assertThat(Elsewhere.ERASED).contains(both.contact());
    }

    @Test
    void takesWhatIsWrittenAfterwardsInItsOwnTime() {
        var receipt = closed(letter(marker()), 30);
        retention.apply(null, 100);
        var word = marker();
        ticketing.addNote(
                receipt.ticket(), AMINA, "encore " + word, UUID.randomUUID().toString());
        assertThat(retention.apply(null, 100).tickets()).isZero();
        assertThat(occurrences(word)).isNotEmpty();

        age(receipt.ticket(), 25);
        retention.apply(null, 100);

        assertThat(occurrences(word)).isEmpty();
    }

    @Test
    void opensANewRequestForWhoAnswersAnAnonymisedOne() {
        var first = letter(marker());
        var receipt = closed(first, 30);
        retention.apply(null, 100);

        var again = receive(mail(first.sender(), "Re: [" + receipt.number() + "]", "encore", first.externalId()));

        assertThat(again.opened()).isTrue();
        assertThat(again.ticket()).isNotEqualTo(receipt.ticket());
    }

    @Test
    void forgetsWhomNoRequestNamesAnyMore() {
        var named = letter(marker());
        var young = letter(marker());
        var old = letter(marker());
        List.of(named, young, old).forEach(this::receive);
        db.sql("update citizen set known_since = now() - interval '13 months' where name in (?, ?)")
                .params(named.sender().name(), old.sender().name())
                .update();
        db.sql("update ticket set citizen_id = null where email in (?, ?)")
                .params(young.sender().email().value(), old.sender().email().value())
                .update();

        retention.apply(null, 100);

        assertThat(List.of(named, young, old))
                .filteredOn(letter -> isKnown(letter.sender().email()))
                .containsExactly(named, young);
    }

    private boolean isKnown(EmailAddress email) {
        return db.sql(
                        "select exists (select 1 from citizen_address a join citizen c on c.id = a.citizen_id where a.value = ?)")
                .param(email.value())
                .query(Boolean.class)
                .single();
    }

    @Test
    void goesOnWhereItStopped() {
        var words = List.of(marker(), marker(), marker());
        words.forEach(word -> closed(letter(word), 30));

        assertThat(retention.apply(null, 2).tickets()).isEqualTo(2);
        assertThat(retention.apply(null, 2).tickets()).isEqualTo(1);
        assertThat(words).allSatisfy(word -> assertThat(occurrences(word)).isEmpty());
    }

    @Test
    void handsOutEverythingOfOneCitizenToWhoSaidWhy() throws Exception {
        var word = marker();
        var letter = letter(word);
        var receipt = receive(letter);
        db.sql("insert into satisfaction (ticket_id, score, comment, at) values (?, 4, ?, now())")
                .params(receipt.ticket().value(), "merci " + word)
                .update();
        var stranger = marker();
        receive(letter(stranger));
        var request = open(letter.sender());

        var copy = new ByteArrayOutputStream();
        assertThat(rights.export(request, AMINA, new ByteArrayOutputStream()))
                .as("somebody else")
                .isFalse();
        assertThat(rights.export(request, DENIS, copy)).isTrue();

        var entries = entries(copy.toByteArray());
        assertThat(entries.get("dossier.json")).contains(word, "merci " + word).doesNotContain(stranger);
        assertThat(entries.get("dossier.html"))
                .contains(word, "&lt;b&gt;", "rue " + word, "Avis sur la cl&ocirc;ture")
                .doesNotContain("<b>", stranger);
        assertThat(entries.keySet()).anyMatch(name -> name.startsWith("attachments/") && name.endsWith(".txt"));
        assertThat(entries.keySet()).noneMatch(name -> name.contains(".."));
        assertThat(entries.keySet()).noneMatch(name -> name.contains("gone"));
        assertThat(log.read(-1, 100_000)).anyMatch(entry -> entry.event() instanceof PersonalDataExported);
        assertThat(rights.acts(1).getFirst().why()).isEqualTo("demande d'accès du 5 janvier");
    }

    @Test
    void forgetsACitizenAndFollowsUpWhatWasInHand() {
        var word = marker();
        var letter = letter(word);
        closed(letter, 1);
        var inHand = receive(mail(letter.sender(), "autre " + word, "reste " + word));
        var request = open(letter.sender());

        var erased = rights.erase(request, DENIS).orElseThrow();
        assertThat(erased).isEqualTo(new CitizenRights.Erased(1, 1));
        assertThat(ticketing
                        .ticket(inHand.ticket())
                        .orElseThrow()
                        .interactions()
                        .getFirst()
                        .text())
                .contains(word);

        ticketing.resolve(inHand.ticket(), "answered", AMINA);
        var counts = counts();
        retention.apply(null, 100);

        assertThat(occurrences(word)).isEmpty();
        assertThat(counts()).isEqualTo(counts);
        assertThat(rights.find(letter.sender())).isEmpty();
        assertThat(rights.file(request, DENIS)).isEmpty();
        assertThat(log.read(-1, 100_000)).anyMatch(entry -> entry.event() instanceof ErasureCompleted);
    }

    @Test
    void leavesWhatACitizenAskedAfterHisErasure() {
        var letter = letter(marker());
        var inHand = receive(letter);
        rights.erase(open(letter.sender()), DENIS);
        var word = marker();
        var later = closed(mail(letter.sender(), "plus tard " + word, "nouveau " + word), 1);
        db.sql("update ticket set opened_at = now() + interval '1 minute' where id = ?")
                .param(later.ticket().value())
                .update();
        ticketing.resolve(inHand.ticket(), "answered", AMINA);

        retention.apply(null, 100);

        assertThat(retention.of(inHand.ticket()).anonymisedAt()).isNotNull();
        assertThat(retention.of(later.ticket()).anonymisedAt()).isNull();
        assertThat(occurrences(word)).isNotEmpty();
        assertThat(rights.find(letter.sender())).as("a request names him").hasSize(1);
        assertThat(rights.acts(10))
                .filteredOn(act -> act.kind() == CitizenRights.Kind.ERASURE)
                .first()
                .satisfies(act -> assertThat(act.doneAt()).isNotNull());
    }

    @Test
    void carriesOutTheOthersWhenOneErasureFails() {
        var failing = letter(marker());
        var stuck = receive(failing);
        var word = marker();
        var letter = letter(word);
        var inHand = receive(letter);
        rights.erase(open(failing.sender()), DENIS);
        rights.erase(open(letter.sender()), DENIS);
        ticketing.resolve(stuck.ticket(), "answered", AMINA);
        ticketing.resolve(inHand.ticket(), "answered", AMINA);
        Elsewhere.failing = stuck.ticket();

        retention.apply(null, 100);
        assertThat(occurrences(word)).isEmpty();
        assertThat(retention.of(stuck.ticket()).anonymisedAt()).isNull();

        Elsewhere.failing = TicketId.next();
        retention.apply(null, 100);
        assertThat(retention.of(stuck.ticket()).anonymisedAt()).isNotNull();
    }

    @Test
    void erasesAgainWhatABackupBroughtBack() throws Exception {
        var word = marker();
        var letter = letter(word);
        var receipt = closed(letter, 1);
        var request = open(letter.sender());
        var citizen = rights.file(request, DENIS).orElseThrow().who().citizen();
        rights.erase(request, DENIS);
        retention.apply(null, 100);
        assertThat(occurrences(word)).isEmpty();
        assertThat(Files.readString(folder.resolve("erasures")))
                .contains(citizen.toString())
                .doesNotContain(word);

        // the backup knows him, and not his erasure
        db.sql("delete from rights_request").update();
        db.sql("insert into citizen (id, name, known_since) values (?, ?, now())")
                .params(citizen.value(), word)
                .update();
        db.sql("update ticket set citizen_id = ?, subject = ? where id = ?")
                .params(citizen.value(), word, receipt.ticket().value())
                .update();
        Files.writeString(folder.resolve("erasures"), Files.readString(folder.resolve("erasures")) + "half a li\n");
        erasures.afterARestore();

        assertThat(occurrences(word)).isEmpty();
        assertThat(rights.acts(10)).anyMatch(act -> act.by() == null && act.doneAt() != null);
    }

    @Test
    void tellsWhoReadARequestOnceADay() {
        var receipt = receive(letter(marker()));
        readings.read(receipt.ticket(), AMINA, Purpose.LOOKED_UP);
        readings.read(receipt.ticket(), AMINA, Purpose.LOOKED_UP);
        readings.read(receipt.ticket(), DENIS, Purpose.CONTACT);

        assertThat(readings.of(receipt.ticket(), 10))
                .extracting("reader", "purpose", "times")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(DENIS, Purpose.CONTACT, 1),
                        org.assertj.core.groups.Tuple.tuple(AMINA, Purpose.LOOKED_UP, 2));
    }

    private UUID open(Sender sender) {
        var match = rights.find(new Sender(null, sender.email(), null)).getFirst();
        return rights.open(match.citizen(), "demande d'accès du 5 janvier", DENIS) instanceof Answer.Opened(var request)
                ? request
                : org.junit.jupiter.api.Assertions.fail("refused");
    }

    private static String marker() {
        var letters = (UUID.randomUUID() + "" + UUID.randomUUID()).replaceAll("[^a-f]", "") + "aaaaaaaaaaaa";
        return "zq" + letters.substring(0, 12) + "x";
    }

    private static InboundContact letter(String word) {
        var name = "Jeanne " + word;
        return new InboundContact(
                ContactId.next(),
                ChannelKind.EMAIL,
                "<" + word + "@example.org>",
                NINE,
                new Sender(name, new EmailAddress(word + "@example.org"), null),
                null,
                "objet " + word,
                "<b>texte</b> " + word,
                new Place(43.7, 7.26, "rue " + word),
                List.of(
                        new NewAttachment(
                                "../../" + word + ".txt", "text/plain", word.getBytes(StandardCharsets.UTF_8)),
                        new NewAttachment("son.wav", "audio/wav", word.getBytes(StandardCharsets.UTF_8))),
                List.of("<ref-" + word + "@example.org>"),
                "fr");
    }

    private Receipt closed(InboundContact letter, int months) {
        var receipt = receive(letter);
        close(receipt.ticket(), months);
        return receipt;
    }

    private void close(TicketId ticket, int months) {
        ticketing.resolve(ticket, "answered", AMINA);
        db.sql("update ticket set status = 'CLOSED' where id = ?")
                .param(ticket.value())
                .update();
        age(ticket, months);
        assertThat(ticketing.ticket(ticket).orElseThrow().summary().status()).isEqualTo(TicketStatus.CLOSED);
    }

    private void age(TicketId ticket, int months) {
        db.sql("""
                update ticket set changed_at = now() - make_interval(months => ?),
                       anonymised_at = anonymised_at - make_interval(months => ?)
                where id = ?
                """).params(months, months + 1, ticket.value()).update();
    }

    /// Columns of any table in which the word stands, bytes included.
    private List<String> occurrences(String word) {
        return Everywhere.occurrences(db, word);
    }

    /// What somebody may count: rows, and the lists by state, channel and topic.
    private Map<String, Object> counts() {
        var counts = new HashMap<String, Object>();
        counts.put("found", ticketing.find(TicketFilter.ALL, 1_000, 0).size());
        for (var sql : List.of(
                "select count(*) from ticket_contact",
                "select string_agg(n, ' ' order by n) from (select status || category || channel || coalesce(disposition, '') || opened_at::date || count(*) as n from ticket group by status, category, channel, disposition, opened_at::date) t",
                "select string_agg(n, ' ' order by n) from (select kind || direction || channel || at::date || count(*) as n from interaction where not automatic group by kind, direction, channel, at::date) t")) {
            counts.put(sql, db.sql(sql).query(String.class).single());
        }
        return counts;
    }

    private static Map<String, String> entries(byte[] zip) throws IOException {
        var entries = new HashMap<String, String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    /// Another module, which is told what goes.
    static class Elsewhere implements PersonalData {

        static final List<ContactId> ERASED = new ArrayList<>();

        static TicketId failing = TicketId.next();

        @Override
        public List<Holding> holdings() {
            return List.of();
        }

        @Override
        public void erase(Traces of) {
            if (of.tickets().contains(failing)) {
                throw new IllegalStateException("this one cannot be erased");
            }
            ERASED.addAll(of.contacts());
        }

        @Override
        public void copy(Traces of, Copy to) throws IOException {
            to.file("elsewhere/gone.wav", () -> {
                throw new IllegalArgumentException("the vault has no such content");
            });
        }

        @Override
        public int countBefore(Instant time) {
            return 0;
        }

        @Override
        public int forgetBefore(Instant time, int limit) {
            return 0;
        }
    }
}
