package fr.allomairies.ticketing.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.testkit.RealClamd;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Attachment;
import fr.allomairies.ticketing.TicketView.Scan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Files before the real ClamAV daemon.
class ScanningIT extends OnPostgres {

    static final RealClamd CLAMD = new RealClamd();
    static final Duration SOON = Duration.ofSeconds(30);

    @DynamicPropertySource
    static void scanner(DynamicPropertyRegistry properties) {
        properties.add("allo.scan.clamd", CLAMD::address);
    }

    @AfterAll
    static void stop() {
        CLAMD.close();
    }

    @Autowired
    Attachments attachments;

    /// One after the other: the daemon is away at first, comes, goes and comes again.
    @Test
    void filesWaitForTheScannerAndWhatItFindsIsPutAside() {
        var photo = file("photo.txt", "Le lampadaire".getBytes(StandardCharsets.UTF_8));
        var eicar = file("facture.pdf.exe", RealClamd.EICAR.getBytes(StandardCharsets.US_ASCII));
        var heavy = new byte[3 << 20];
        new Random(7).nextBytes(heavy);

        var ticket = arrived(photo, eicar, file("film.bin", heavy));
        assertThat(files(ticket)).extracting(Attachment::scan).containsOnly(Scan.WAITING);
        assertThat(attachments.content(files(ticket).getFirst().id())).isPresent();

        CLAMD.run();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(files(ticket))
                        .extracting(Attachment::scan)
                        .containsExactly(Scan.CLEAN, Scan.INFECTED, Scan.FAILED));
        var found = files(ticket).get(1);
        assertThat(found.threat()).startsWith("Eicar-Test-Signature");
        assertThat(attachments.content(found.id())).isEmpty();
        assertThat(attachments.content(found.id(), ticket)).isEmpty();
        assertThat(view(ticket).interactions())
                .filteredOn(said -> said.kind() == InteractionKind.NOTE)
                .singleElement()
                .satisfies(note ->
                        assertThat(note.text()).contains("facture.pdf.exe").contains("Eicar-Test-Signature"));

        CLAMD.kill();
        var later = arrived(eicar);
        assertThat(files(later)).extracting(Attachment::scan).containsExactly(Scan.WAITING);
        CLAMD.run();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(files(later)).extracting(Attachment::scan).containsExactly(Scan.INFECTED));
    }

    private static NewAttachment file(String name, byte[] content) {
        return new NewAttachment(name, "application/octet-stream", content);
    }

    private TicketId arrived(NewAttachment... files) {
        var mail = mail(someone(), "Pièces", "Voici.");
        return receive(new InboundContact(
                        mail.contact(),
                        ChannelKind.EMAIL,
                        mail.externalId(),
                        NINE,
                        mail.sender(),
                        null,
                        mail.subject(),
                        mail.text(),
                        null,
                        List.of(files),
                        List.of(),
                        "fr"))
                .ticket();
    }

    private TicketView view(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow();
    }

    private List<Attachment> files(TicketId ticket) {
        return view(ticket).interactions().stream()
                .flatMap(said -> said.attachments().stream())
                .toList();
    }
}
