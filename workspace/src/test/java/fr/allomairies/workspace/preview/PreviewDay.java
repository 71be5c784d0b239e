package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import fr.allomairies.routing.Transfer;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Sender;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lets contacts come: `/preview?scene=quiet|busy|offer|call|transfer|transferred`.
@RestController
class PreviewDay {

    private static final AgentId ALINE = new AgentId("aline.durand");
    private static final AgentId BRUNO = new AgentId("bruno");
    private static final List<SkillNeed> BRUNO_KNOWS =
            List.of(new SkillNeed(new Skill("dechets"), 2), new SkillNeed(new Skill("voirie"), 1));
    private static final Sender MARIE =
            new Sender("Marie Giraud", new EmailAddress("marie.giraud@example.org"), new PhoneNumber("+33612345678"));
    private static final Sender CALLER = new Sender(null, null, new PhoneNumber("+33493921477"));

    private final MemoryRouting routing;
    private final MemoryTicketing ticketing;

    PreviewDay(MemoryRouting routing, MemoryTicketing ticketing) {
        this.routing = routing;
        this.ticketing = ticketing;
    }

    @GetMapping("/preview")
    String scene(@RequestParam String scene) throws IOException {
        routing.forget();
        routing.setSkills(
                ALINE, List.of(new SkillNeed(new Skill("voirie"), 3), new SkillNeed(new Skill("general"), 2)));
        routing.makeAvailable(ALINE);
        switch (scene) {
            case "offer" -> offer(ChannelKind.VOICE, "roads.pothole", CALLER, "Appel au 3906", "", null, List.of());
            case "mail" -> take(mail());
            case "report" -> take(report());
            case "chat" -> chat(ChannelKind.CHAT);
            case "whatsapp" -> chat(new ChannelKind("chat-whatsapp"));
            case "messenger-over" -> chat(new ChannelKind("chat-messenger"));
            case "call" -> take(call());
            case "wrap-up" -> {
                var call = call();
                take(call);
                routing.conversationEnded(call, EndedBy.CITIZEN);
            }
            case "transfer" -> transfer();
            case "transferred" -> transferred();
            case "busy" -> busy();
            default -> routing.wait(List.of());
        }
        return scene;
    }

    /// A call in hand, and colleagues in every state.
    private void transfer() {
        routing.setSkills(BRUNO, BRUNO_KNOWS);
        routing.makeAvailable(BRUNO);
        routing.pause(new AgentId("chloe"), "lunch");
        take(call());
    }

    /// What Bruno had in hand and passed on to Aline.
    private void transferred() {
        routing.makeAvailable(BRUNO);
        var call = call();
        routing.decline(ALINE, call);
        var ticket = ticketing.byContact(call).orElseThrow().summary();
        var note = ticketing.addNote(
                ticket.id(), BRUNO, "A déjà pris rendez-vous une fois, personne n’est passé. Il est à bout.", "k1");
        routing.offer(BRUNO, ChannelKind.VOICE, ticket.id(), call, ticket.category());
        routing.accept(BRUNO, call);
        routing.transfer(BRUNO, call, new Transfer(new Transfer.Colleague(ALINE), note));
    }

    private void busy() throws IOException {
        routing.wait(List.of(waiting(ChannelKind.VOICE), waiting(ChannelKind.VOICE), waiting(ChannelKind.EMAIL)));
        take(mail());
        chat(ChannelKind.CHAT);
        var call = call();
        take(call);
        routing.conversationEnded(call, EndedBy.CITIZEN);
        report();
    }

    private static Waiting waiting(ChannelKind channel) {
        return new Waiting(
                ContactId.next(),
                channel,
                fr.allomairies.contact.TicketId.next(),
                new CategoryCode("other"),
                List.of(),
                Instant.now(),
                0,
                1,
                new RoutingSnapshot.Asking("calls", "call", 0, 2, "general", 30),
                null,
                null,
                null);
    }

    private ContactId call() {
        return offer(ChannelKind.VOICE, "waste.bulky", CALLER, "Appel au 3906", "", null, List.of());
    }

    private ContactId mail() {
        offerOnly();
        return offer(
                ChannelKind.EMAIL,
                "civil.birth",
                MARIE,
                "Copie intégrale d’acte de naissance",
                """
                Bonjour,

                Pour un dossier de mariage j’ai besoin d’une copie intégrale de mon acte de naissance. Je suis née à \
                Nice le 4 mai 1991. Comment dois-je faire, et sous quel délai l’aurai-je ?

                Avec mes remerciements,
                Marie Giraud""",
                null,
                List.of(new NewAttachment("justificatif.pdf", "application/pdf", new byte[48_213])));
    }

    private void offerOnly() {
        ticketing.receive(inbound(
                ContactId.next(),
                ChannelKind.VOICE,
                "cleaning.dumping",
                MARIE,
                "Dépôt sauvage rue Bonaparte",
                "",
                null,
                List.of()));
        ticketing.receive(inbound(
                ContactId.next(),
                ChannelKind.REPORT,
                "lighting.lamp-out",
                MARIE,
                "Lampadaire éteint devant l’école",
                "Il clignote depuis lundi.",
                null,
                List.of()));
    }

    private ContactId report() throws IOException {
        return offer(
                ChannelKind.REPORT,
                "roads.pothole",
                MARIE,
                "Nid-de-poule avenue Jean-Médecin",
                "Un trou profond au milieu de la piste cyclable, juste après le passage piéton.",
                new Place(43.7034, 7.2663, "24 avenue Jean-Médecin, Nice"),
                List.of(new NewAttachment("photo.png", "image/png", photo())));
    }

    private void chat(ChannelKind channel) {
        var contact = offer(
                channel,
                "education.canteen",
                new Sender("Karim", null, null),
                "Inscription à la cantine",
                "Bonjour, jusqu’à quand peut-on s’inscrire à la cantine ?",
                null,
                List.of());
        take(contact);
        var ticket = ticketing.byContact(contact).orElseThrow().summary().id();
        ticketing.addMessage(ticket, contact, ALINE, "Bonjour Karim, jusqu’au 15 juin sur le portail famille.", "k1");
        ticketing.addMessage(ticket, contact, null, "Merci ! Et pour la garderie du soir, c’est la même date ?", "k2");
    }

    private void take(ContactId contact) {
        routing.accept(ALINE, contact);
    }

    private ContactId offer(
            ChannelKind channel,
            String category,
            Sender sender,
            String subject,
            String text,
            @Nullable Place place,
            List<NewAttachment> files) {
        var contact = ContactId.next();
        var receipt = ticketing.receive(inbound(contact, channel, category, sender, subject, text, place, files));
        routing.offer(ALINE, channel, receipt.ticket(), contact, receipt.category());
        return contact;
    }

    private static InboundContact inbound(
            ContactId contact,
            ChannelKind channel,
            String category,
            Sender sender,
            String subject,
            String text,
            @Nullable Place place,
            List<NewAttachment> files) {
        return new InboundContact(
                contact,
                channel,
                contact.toString(),
                Instant.now().minusSeconds(125),
                sender,
                new CategoryCode(category),
                subject,
                text,
                place,
                files,
                List.of(),
                "fr");
    }

    private static byte[] photo() throws IOException {
        var image = new BufferedImage(640, 420, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x8a9097));
        pen.fillRect(0, 0, 640, 420);
        pen.setColor(new Color(0x5b6067));
        pen.fillOval(210, 160, 240, 110);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
