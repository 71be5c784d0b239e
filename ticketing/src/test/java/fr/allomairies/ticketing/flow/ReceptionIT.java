package fr.allomairies.ticketing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.testkit.RoundTrips;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.CategoryGuess;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketView.Interaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

class ReceptionIT extends OnPostgres {

    static final AgentId AMINA = new AgentId("amina");
    static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");

    @Autowired
    Attachments attachments;

    @Autowired
    JdbcClient db;

    @Autowired
    List<ApplicationRunner> starters;

    @Test
    void opensATicketWithANumberATokenAndAPromise() {
        var contact = contact(ChannelKind.REPORT, someone(), LAMP, "", "Le lampadaire 12 est éteint", List.of());

        var receipt = receive(contact);

        assertThat(receipt.opened()).isTrue();
        assertThat(receipt.number()).matches("NCA-26-\\d{6}");
        assertThat(receipt.trackingToken()).hasSizeGreaterThanOrEqualTo(22);
        assertThat(receipt.category()).isEqualTo(LAMP);
        var view = ticketing.byContact(contact.contact()).orElseThrow();
        assertThat(view.summary().subject()).isEqualTo("Lampadaire éteint ou clignotant");
        assertThat(view.summary().status()).isEqualTo(TicketStatus.NEW);
        assertThat(view.summary().due()).isEqualTo(LocalDate.of(2026, 1, 19));
        assertThat(heard(receipt.ticket())).singleElement().satisfies(said -> {
            assertThat(said.text()).isEqualTo("Le lampadaire 12 est éteint");
            assertThat(said.direction()).isEqualTo(Direction.IN);
        });
        assertThat(ticketing
                        .byTrackingToken(receipt.trackingToken())
                        .orElseThrow()
                        .summary()
                        .id())
                .isEqualTo(receipt.ticket());
        assertThat(ticketing
                        .byNumber(receipt.number().toLowerCase())
                        .orElseThrow()
                        .summary()
                        .id())
                .isEqualTo(receipt.ticket());
    }

    @Test
    void tellsTheLogWithoutAWordOfWhatWasSaid() {
        var contact = mail(someone(), "Bonjour", "mon secret");

        var receipt = receive(contact);

        assertThat(events(receipt.ticket()).subList(0, 2))
                .satisfiesExactly(
                        opened -> assertThat(opened)
                                .isEqualTo(new TicketOpened(
                                        NINE,
                                        receipt.ticket(),
                                        receipt.number(),
                                        ChannelKind.EMAIL,
                                        new CategoryCode("other"),
                                        contact.contact())),
                        added -> assertThat(added).isInstanceOfSatisfying(InteractionAdded.class, said -> {
                            assertThat(said.kind()).isEqualTo(InteractionKind.MESSAGE);
                            assertThat(said.contact()).isEqualTo(contact.contact());
                        }));
        assertThat(events(receipt.ticket()).toString()).doesNotContain("secret", "Martin", "example.org");
    }

    @Test
    void refusesToRunOutsideATransaction() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> ticketing.receive(mail(someone(), "a", "b")));
    }

    @Test
    void givesTheSameReceiptForTheSameContact() {
        var contact = mail(someone(), "Bonjour", "une fois");

        var first = receive(contact);
        var second = receive(contact);

        assertThat(second).isEqualTo(first);
        assertThat(heard(first.ticket())).hasSize(1);
    }

    @Test
    void opensOneTicketWhenTheSameContactComesOnManyThreads() throws Exception {
        var contact = mail(someone(), "Bonjour", "ensemble");

        var receipts = together(20, () -> receive(contact));

        assertThat(receipts).containsOnly(receipts.getFirst());
        assertThat(heard(receipts.getFirst().ticket())).hasSize(1);
    }

    /// What is known; what is new; its events with the commit.
    @Test
    void opensATicketInThreeRoundTripsWhateverChannelBringsIt() {
        for (var channel : List.of(ChannelKind.VOICE, ChannelKind.EMAIL, ChannelKind.REPORT, ChannelKind.CHAT)) {
            var known = someone();
            receive(contact(channel, known, null, "", "", List.of()));

            assertThat(roundTrips(contact(channel, someone(), LAMP, "Lampadaire", "éteint", List.of())))
                    .as("%s of somebody new", channel)
                    .isEqualTo(3);
            assertThat(roundTrips(contact(channel, known, LAMP, "Lampadaire", "éteint", List.of())))
                    .as("%s of somebody known", channel)
                    .isEqualTo(3);
        }
    }

    private int roundTrips(InboundContact contact) {
        var guess = new CategoryGuess(LAMP, 0.5, false, List.of("lampadaire"));
        return RoundTrips.of(() -> transaction.execute(_ -> ticketing.receive(contact, guess)));
    }

    @Test
    void joinsTheTicketThatAnAnswerRefersTo() {
        var from = someone();
        var first = mail(from, "Lampadaire", "éteint");
        var opened = receive(first);

        var byId = receive(mail(from, "Re: Lampadaire", "toujours", first.externalId()));
        var byNumber = receive(mail(from, "autre chose", "toujours", opened.number()));
        var byTag = receive(mail(from, "Re: Lampadaire [" + opened.number().toLowerCase() + "]", "toujours"));

        assertThat(List.of(byId, byNumber, byTag)).allSatisfy(joined -> {
            assertThat(joined.ticket()).isEqualTo(opened.ticket());
            assertThat(joined.opened()).isFalse();
        });
        assertThat(heard(opened.ticket())).hasSize(4);
    }

    @Test
    void neverLetsAMailIntoAnotherCitizensTicket() {
        var first = mail(someone(), "Ma demande", "confidentielle");
        var opened = receive(first);

        var stranger = receive(mail(someone(), "Re: [" + opened.number() + "]", "coucou", first.externalId()));

        assertThat(stranger.ticket()).isNotEqualTo(opened.ticket());
        assertThat(stranger.opened()).isTrue();
        assertThat(heard(opened.ticket())).hasSize(1);
        assertThat(ticketing.ticket(stranger.ticket()).orElseThrow().interactions())
                .anySatisfy(note -> {
                    assertThat(note.kind()).isEqualTo(InteractionKind.NOTE);
                    assertThat(note.direction()).isEqualTo(Direction.INTERNAL);
                    assertThat(note.text()).contains(opened.number());
                });
    }

    @Test
    void neverLetsAnUnknownSenderIntoATicketWithoutACitizen() {
        var anonymous = contact(ChannelKind.REPORT, Sender.UNKNOWN, LAMP, "", "éteint", List.of());
        var opened = receive(anonymous);

        var other = receive(
                contact(ChannelKind.REPORT, Sender.UNKNOWN, LAMP, "", "moi aussi", List.of(anonymous.externalId())));

        assertThat(other.ticket()).isNotEqualTo(opened.ticket());
    }

    @Test
    void makesOneTicketOfManyAnswersToAMessageThatIsStillUnderWay() throws Exception {
        var from = someone();
        var root = "<" + UUID.randomUUID() + "@example.org>";

        var receipts = together(20, () -> receive(mail(from, "Re: Lampadaire", "réponse", root)));
        var late = receive(withExternalId(mail(from, "Lampadaire", "l'original"), root));

        assertThat(receipts).extracting(Receipt::ticket).containsOnly(late.ticket());
        assertThat(receipts).filteredOn(Receipt::opened).hasSize(1);
        assertThat(heard(late.ticket())).hasSize(21);
    }

    @Test
    void knowsACitizenByMailAndPhoneAcrossChannels() {
        var phone = new PhoneNumber(
                "+334" + (10_000_000 + Math.abs(UUID.randomUUID().hashCode() % 89_999_999)));
        var address = someone().email();
        var report = receive(
                contact(ChannelKind.REPORT, new Sender("Jeanne", address, phone), LAMP, "", "éteint", List.of()));

        var call = receive(contact(ChannelKind.VOICE, new Sender(null, null, phone), null, "", "", List.of()));
        var mail = receive(mail(new Sender(null, address, null), "Suivi", "où en est-ce ?"));

        assertThat(ticketing.history(report.ticket(), 10))
                .extracting(line -> line.id())
                .containsExactlyInAnyOrder(call.ticket(), mail.ticket());
        assertThat(ticketing.ticket(call.ticket()).orElseThrow().citizen().name())
                .isEqualTo("Jeanne");
        assertThat(ticketing.ticket(call.ticket()).orElseThrow().interactions())
                .singleElement()
                .satisfies(said -> assertThat(said.kind()).isEqualTo(InteractionKind.CALL));
    }

    @Test
    void knowsOneCitizenWhenHeWritesOnManyThreadsForTheFirstTime() throws Exception {
        var from = someone();

        var receipts = together(20, () -> receive(mail(from, "Bonjour", "une demande")));

        assertThat(receipts).extracting(Receipt::ticket).doesNotHaveDuplicates();
        assertThat(receipts).extracting(Receipt::number).doesNotHaveDuplicates();
        assertThat(ticketing.history(receipts.getFirst().ticket(), 100)).hasSize(19);
    }

    @Test
    void reopensAResolvedTicketWhenTheCitizenWritesAgain() {
        var from = someone();
        var first = mail(from, "Lampadaire", "éteint");
        var opened = receive(first);
        assertThat(ticketing.resolve(opened.ticket(), "answered", AMINA)).isEmpty();

        receive(mail(from, "Re: Lampadaire", "toujours éteint", first.externalId()));

        assertThat(ticketing.ticket(opened.ticket()).orElseThrow().summary().status())
                .isEqualTo(TicketStatus.IN_HAND);
        var changes = events(opened.ticket()).stream().filter(TicketStatusChanged.class::isInstance);
        assertThat(changes).last().isInstanceOfSatisfying(TicketStatusChanged.class, changed -> {
            assertThat(changed.from()).isEqualTo(TicketStatus.RESOLVED);
            assertThat(changed.reason()).isEqualTo("citizen-wrote-again");
        });
    }

    @Test
    void keepsMailsOfAMachineThatAnswersWithoutReopeningForEach() {
        var machine = someone();
        var first = now(mail(machine, "Bonjour", "Je suis absent."));
        var ticket = receive(first).ticket();
        for (int i = 1; i < 10; i++) {
            assertThat(receive(now(mail(machine, "Re", "Absent, " + i, first.externalId())))
                            .flood())
                    .isFalse();
        }
        ticketing.resolve(ticket, "answered", AMINA);

        var crossing = receive(now(mail(machine, "Re", "Absent, 10", first.externalId())));

        assertThat(crossing.flood()).as("somebody is to read the note").isFalse();
        assertThat(status(ticket)).isEqualTo(TicketStatus.IN_HAND);
        ticketing.resolve(ticket, "answered", AMINA);
        for (int i = 11; i < 30; i++) {
            assertThat(receive(now(mail(machine, "Re", "Absent, " + i, first.externalId())))
                            .flood())
                    .isTrue();
        }
        assertThat(status(ticket)).isEqualTo(TicketStatus.RESOLVED);
        assertThat(heard(ticket)).as("nothing is lost").hasSize(30);
        assertThat(ticketing.ticket(ticket).orElseThrow().interactions())
                .filteredOn(said -> said.text().contains("une machine qui répond à une autre"))
                .hasSize(1);
        var other = now(mail(someone(), "Bonjour", "Une question"));
        var others = receive(other).ticket();
        ticketing.resolve(others, "answered", AMINA);
        assertThat(receive(now(mail(other.sender(), "Re", "Et encore", other.externalId())))
                        .flood())
                .isFalse();
        assertThat(status(others)).isEqualTo(TicketStatus.IN_HAND);
    }

    private TicketStatus status(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().summary().status();
    }

    private static InboundContact now(InboundContact contact) {
        return new InboundContact(
                contact.contact(),
                contact.channel(),
                contact.externalId(),
                Instant.now(),
                contact.sender(),
                contact.category(),
                contact.subject(),
                contact.text(),
                contact.place(),
                contact.attachments(),
                contact.threadHints(),
                contact.language());
    }

    @Test
    void keepsFilesAndLeavesOutWhatIsTooLargeByName() {
        var photo = new NewAttachment("photo.jpg", "image/jpeg", new byte[] {1, 2, 3});
        var film = new NewAttachment("film.mp4", "video/mp4", new byte[25_000_001]);

        var receipt = receive(withFiles(mail(someone(), "Photo", "ci-joint"), photo, film));

        var view = ticketing.ticket(receipt.ticket()).orElseThrow();
        var kept = view.interactions().getFirst().attachments();
        assertThat(kept).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("photo.jpg");
            assertThat(file.bytes()).isEqualTo(3);
            assertThat(attachments.content(file.id()).orElseThrow().content()).containsExactly(1, 2, 3);
        });
        assertThat(view.interactions())
                .anySatisfy(note -> assertThat(note.text()).contains("film.mp4").contains("conservé"));
    }

    @Test
    void keepsSoundsSealedAlsoThoseFromBefore() {
        var said = "RIFF he lives in rue de la Paix".getBytes(StandardCharsets.UTF_8);
        var receipt = receive(withFiles(mail(someone(), "Message", ""), new NewAttachment("m.wav", "audio/wav", said)));
        var file = ticketing
                .ticket(receipt.ticket())
                .orElseThrow()
                .interactions()
                .getFirst()
                .attachments()
                .getFirst();

        assertThat(attachments
                        .content(file.id(), receipt.ticket())
                        .orElseThrow()
                        .content())
                .isEqualTo(said);
        assertThat(clear(file.id())).isEmpty();

        db.sql("update attachment set content = ?, sealed = false where id = ?")
                .params(said, file.id())
                .update();
        db.sql("delete from vault_content where id = ?").param(file.id()).update();
        starters.forEach(ReceptionIT::run);
        assertThat(clear(file.id())).isEmpty();
        assertThat(attachments.content(file.id()).orElseThrow().content()).isEqualTo(said);
    }

    private byte[] clear(UUID attachment) {
        return db.sql("select content from attachment where id = ?")
                .param(attachment)
                .query(byte[].class)
                .single();
    }

    private static void run(ApplicationRunner starter) {
        try {
            starter.run(new DefaultApplicationArguments());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsTextThatADatabaseWouldRefuse() {
        var receipt = receive(mail(someone(), "nul \0 ici", "demi \uD83D paire et \uD83D\uDE00"));

        var view = ticketing.ticket(receipt.ticket()).orElseThrow();
        assertThat(view.summary().subject()).isEqualTo("nul \uFFFD ici");
        assertThat(view.interactions().getFirst().text()).isEqualTo("demi \uFFFD paire et \uD83D\uDE00");
    }

    /// What the citizen said, without the letters that the house writes meanwhile.
    private List<Interaction> heard(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().interactions().stream()
                .filter(said -> said.direction() == Direction.IN)
                .toList();
    }

    private static InboundContact withExternalId(InboundContact contact, String externalId) {
        return new InboundContact(
                ContactId.next(),
                contact.channel(),
                externalId,
                contact.receivedAt(),
                contact.sender(),
                contact.category(),
                contact.subject(),
                contact.text(),
                contact.place(),
                contact.attachments(),
                contact.threadHints(),
                contact.language());
    }

    private static InboundContact withFiles(InboundContact contact, NewAttachment... files) {
        return new InboundContact(
                contact.contact(),
                contact.channel(),
                contact.externalId(),
                contact.receivedAt(),
                contact.sender(),
                contact.category(),
                contact.subject(),
                contact.text(),
                contact.place(),
                List.of(files),
                contact.threadHints(),
                contact.language());
    }
}
