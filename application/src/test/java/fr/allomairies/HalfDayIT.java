package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.World;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A téléconseiller's half day in one piece, by keyboard alone, in a real browser against the whole product with real
/// Asterisk, SMTP and PostgreSQL.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "allo.parts.asterisk=false"})
class HalfDayIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration STAY = Duration.ofMinutes(5);
    private static final AgentId ALINE = new AgentId("aline");
    private static final AgentId BRUNO = new AgentId("bruno");
    private static final int MOST_TABS = 60;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
        registry.add("allo.tours.offered", () -> true);
        AsteriskExtension.running().properties().forEach((name, value) -> registry.add(name, () -> value));
        for (var port : List.of("allo.parts.smtp-port", "allo.parts.imap-port")) {
            var free = FreePorts.one();
            registry.add(port, () -> free);
        }
    }

    @LocalServerPort
    int port;

    @Value("${allo.parts.smtp-port}")
    int smtpPort;

    @Autowired
    Accounts accounts;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Routing routing;

    @Autowired
    RoutingRules rules;

    @Autowired
    Telephony telephony;

    private Page desk;
    private Line line;

    @AfterEach
    void theLineIsGone() throws IOException {
        line.ear.close();
    }

    @Test
    void goesFromSignInToSignOutWithoutAMouse() throws Exception {
        aCallAndTwoChatsAndAMailFitTogether();
        accounts.put(new Account(ALINE, "Aline Durand", Role.AGENT, null, true), PASSWORD);
        accounts.put(new Account(BRUNO, "Bruno Martin", Role.AGENT, null, true), PASSWORD);
        routing.setSkills(
                ALINE,
                catalogue.categories().stream()
                        .map(Category::skill)
                        .distinct()
                        .map(skill -> new SkillNeed(skill, 3))
                        .toList());
        line = new Line(port);
        signsIn();
        var marie = chat("Bonjour, jusqu’à quand s’inscrire à la cantine ?", 1);
        var paul = chat("Bonjour, où déposer des gravats ?", 2);
        mail("Horaires", "Bonjour, êtes-vous ouverts samedi ?");
        accepts("Courriel à traiter", 3);
        try (var sipp = Sipp.against(AsteriskExtension.running().sipPort())) {
            passesACallOn(sipp);
            mail("Composteur", "Bonjour, mon composteur est cassé.");
            accepts("Courriel à traiter", 4);
            isCalledAwayFromAMailAndComesBackToIt(sipp);
        }
        losesTheServer();
        sleeps(marie);
        answersTheMails();
        closesTheChats(marie, paul);
        pausesAndReadsHerDay();
        signsOut();
    }

    /// Of her hundred, a call takes forty and everything else twenty.
    private void aCallAndTwoChatsAndAMailFitTogether() {
        var text = rules.shipped()
                .replace("lease      20s", "lease      1m")
                .replace("voice  cost 100", "voice  cost 40")
                .replaceAll("(email|report) +cost 50", "$1 cost 20")
                .replaceAll("chat +cost 30", "chat cost 20");
        var city = new World(
                Set.of(ChannelKind.VOICE, ChannelKind.RELAY, ChannelKind.EMAIL, ChannelKind.REPORT, ChannelKind.CHAT),
                Map.of(catalogue.other().code(), List.of()),
                Set.of(),
                Set.of("voicemail"),
                Map.of());
        var saved = Objects.requireNonNull(
                rules.save(ALINE, text, "for the test", city).version());
        assertThat(rules.activate(saved.number(), null, ALINE)).isEmpty();
    }

    private void signsIn() {
        desk = open(line.port(), "/desk");
        Pages.accessible(desk);
        tabTo(desk.getByLabel("Identifiant"));
        desk.keyboard().type(ALINE.value());
        desk.keyboard().press("Tab");
        desk.keyboard().type(PASSWORD);
        desk.keyboard().press("Enter");
        var tour = desk.locator("#tour");
        assertThat(tour).isVisible();
        Pages.accessible(desk);
        desk.keyboard().press("Escape");
        assertThat(tour).isHidden();
        assertThat(desk.locator("#phone-label")).hasText("Téléphone prêt");
        tabTo(desk.locator("#available"));
        desk.keyboard().press("Enter");
        assertThat(desk.locator("#state-label")).hasText("Disponible");
        shows("half-day-ready");
    }

    private Page chat(String words, int inHand) {
        var citizen = open(port, "/chat");
        says(citizen, words);
        accepts("Tchat entrant", inHand);
        return citizen;
    }

    private static void says(Page citizen, String words) {
        citizen.getByPlaceholder("Votre message").fill(words);
        citizen.getByPlaceholder("Votre message").press("Enter");
    }

    private void accepts(String kind, int inHand) {
        assertThat(desk.locator(".offer-kind")).hasText(kind);
        Pages.accessible(desk);
        desk.keyboard().press("Alt+a");
        assertThat(desk.locator(".offer")).hasCount(0);
        assertThat(desk.locator("#contacts li")).hasCount(inHand);
    }

    private void passesACallOn(Sipp sipp) {
        var phone = telephony.sipPhone(BRUNO).orElseThrow();
        sipp.phones(List.of(new Sipp.Account(phone.user(), phone.password())), Sipp.AT_ONCE);
        var caller = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921482", STAY));
        accepts("Appel entrant", 4);
        assertThat(visible(".call-label")).hasText("En ligne");
        assertThat(held()).hasSize(4).allMatch(one -> one.phase() == Phase.IN_CONVERSATION);
        shows("half-day-four");

        desk.keyboard().press("n");
        desk.keyboard().type("Attend son devis depuis mai.");
        desk.keyboard().press("Control+Enter");
        assertThat(visible(".said-text").getByText("Attend son devis depuis mai."))
                .isVisible();
        desk.keyboard().press("Tab");
        await().atMost(SOON).until(() -> telephony.reachable(BRUNO));
        assertThat(routing.makeAvailable(BRUNO)).isEmpty();
        desk.keyboard().press("t");
        desk.keyboard().type("brun");
        assertThat(desk.locator("#transfer-list [aria-selected=true]")).containsText("Bruno Martin");
        Pages.accessible(desk);
        desk.keyboard().press("Enter");
        desk.keyboard().type("Il attend son devis.");
        desk.keyboard().press("Control+Enter");
        assertThat(visible(".call-label")).hasText("Appel transféré");
        assertThat(visible(".talk-head .badge")).containsText("Post-appel");
        shows("half-day-wrap-up");
        await().atMost(SOON)
                .until(() ->
                        routing.agent(BRUNO).contacts().stream().anyMatch(one -> one.phase() == Phase.IN_CONVERSATION));
        assertThat(caller.count("released")).isZero();
        desk.keyboard().press("f");
        desk.keyboard().press("Control+Enter");
        assertThat(desk.locator("#contacts li")).hasCount(3);

        var call = routing.agent(BRUNO).contacts().getFirst().contact();
        telephony.hangUp(BRUNO, call);
        assertThat(caller.await("released", SOON)).isTrue();
        await().atMost(SOON).until(() -> routing.finish(BRUNO, call, "answered").isEmpty());
        assertThat(routing.signOut(BRUNO)).isEmpty();
    }

    /// A call for which there is no room beside the rest; it only asks for information.
    private void isCalledAwayFromAMailAndComesBackToIt(Sipp sipp) {
        inFront("Composteur");
        goesToReply();
        desk.keyboard().type("Bonjour, un nouveau composteur");
        var caller = sipp.call(Sipp.Caller.askingForAPerson("3906", "+33493921483", STAY));
        accepts("Appel entrant", 5);
        assertThat(visible(".call-label")).hasText("En ligne");
        assertThat(held()).anyMatch(one -> one.phase() == Phase.PARKED);
        assertThat(desk.locator("#contacts")).containsText("Interrompu");
        shows("half-day-interrupted");

        desk.keyboard().press("x");
        assertThat(caller.await("released", SOON)).isTrue();
        assertThat(visible(".talk-head .badge")).containsText("Post-appel");
        desk.keyboard().press("i");
        desk.keyboard().press("Enter");
        assertThat(desk.locator("#contacts li")).hasCount(4);
        assertThat(desk.locator("#contacts")).not().containsText("Interrompu");
        assertThat(held()).allMatch(one -> one.phase() == Phase.IN_CONVERSATION);
        inFront("Composteur");
        assertThat(visible("[data-key=reply]")).hasValue("Bonjour, un nouveau composteur");
    }

    /// What was sent meanwhile is kept, and goes by itself.
    private void losesTheServer() {
        line.cut();
        assertThat(desk.locator("#away")).isVisible();
        desk.keyboard().press("n");
        desk.keyboard().type("Vu avec la déchèterie.");
        desk.keyboard().press("Control+Enter");
        assertThat(visible(".editor .row-between [role=status]")).containsText("Votre texte est gardé ici");
        shows("half-day-away");
        line.mend();
        assertThat(desk.locator("#away")).isHidden();
        assertThat(visible(".said-text").getByText("Vu avec la déchèterie.")).isVisible();
        assertThat(visible("[data-key=note]")).hasValue("");
        desk.keyboard().press("Tab");
    }

    /// Her machine sleeps, without a line; a citizen writes meanwhile.
    private void sleeps(Page citizen) {
        desk.keyboard().press("n");
        desk.keyboard().type("À rappeler lundi");
        var browser = desk.context().newCDPSession(desk);
        line.cut();
        sends(browser, "frozen");
        says(citizen, "Vous êtes là ?");
        assertThat(citizen.getByText("Vous êtes là ?")).isVisible();
        sends(browser, "active");
        line.mend();
        assertThat(desk.locator("#away")).isHidden();
        assertThat(desk.locator(".said-text").getByText("Vous êtes là ?")).hasCount(1);
        assertThat(visible("[data-key=note]")).hasValue("À rappeler lundi");
        desk.keyboard().press("Tab");
    }

    private static void sends(CDPSession browser, String state) {
        var wanted = new JsonObject();
        wanted.addProperty("state", state);
        browser.send("Page.setWebLifecycleState", wanted);
    }

    /// The note that was never added is added as it stands.
    private void answersTheMails() {
        inFront("Composteur");
        goesToReply();
        desk.keyboard().press("End");
        desk.keyboard().type(" vous attend à l’accueil.");
        answersAndFinishes(3);
        inFront("Horaires");
        goesToReply();
        desk.keyboard().type("Bonjour, oui, de 9 h à 12 h.");
        answersAndFinishes(2);
    }

    private void answersAndFinishes(int left) {
        desk.keyboard().press("Control+Enter");
        assertThat(visible(".said-message.said-out .badge")).hasText("envoyé");
        desk.keyboard().press("Tab");
        desk.keyboard().press("f");
        desk.keyboard().press("Control+Enter");
        assertThat(desk.locator("#contacts li")).hasCount(left);
    }

    private void closesTheChats(Page... citizens) {
        for (var left = citizens.length; left > 0; left--) {
            desk.keyboard().press("1");
            goesToReply();
            desk.keyboard().type("Merci, bonne journée.");
            desk.keyboard().press("Enter");
            assertThat(visible("[data-key=reply]")).hasValue("");
            desk.keyboard().press("Tab");
            desk.keyboard().press("x");
            assertThat(visible(".talk-head .badge")).containsText("Post-appel");
            desk.keyboard().press("f");
            desk.keyboard().press("Control+Enter");
            assertThat(desk.locator("#contacts li")).hasCount(left - 1);
        }
        for (var citizen : citizens) {
            assertThat(citizen.getByText("Merci, bonne journée.")).isVisible();
        }
    }

    private void pausesAndReadsHerDay() {
        assertThat(desk.locator("#state-label")).hasText("Disponible");
        desk.keyboard().press("p");
        assertThat(desk.locator("#state-label")).hasText("En pause");
        assertThat(routing.agent(ALINE).state()).isEqualTo(AgentState.PAUSED);
        Pages.accessible(desk);
        desk.keyboard().press("p");
        assertThat(desk.locator("#state-label")).hasText("Disponible");

        tabTo(desk.locator("a[href='/desk/day']"));
        var day = desk.context().waitForPage(() -> desk.keyboard().press("Control+Enter"));
        day.reload(); // a tab that opens by itself asks for its page before Playwright has told it the language
        assertThat(day.locator("[data-list=contacts] tbody")).containsText("Tchat");
        assertThat(day.locator("[data-pause=break]")).isVisible();
        Pages.accessible(day);
        Pages.pictures(day, "half-day-own");
        day.close();
    }

    private void signsOut() {
        tabTo(desk.locator("#end-day"));
        desk.keyboard().press("Enter");
        assertThat(desk.locator("#state-label")).hasText("Hors service");
        tabTo(desk.locator("summary.user"));
        desk.keyboard().press("Enter");
        tabTo(desk.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Se déconnecter")));
        desk.keyboard().press("Enter");
        assertThat(desk.getByLabel("Mot de passe")).isVisible();
        Pages.accessible(desk);
        assertThat(routing.agent(ALINE).state()).isEqualTo(AgentState.OFFLINE);
    }

    /// On a busy machine the contact that comes to the front is there before its keys are.
    private void goesToReply() {
        var reply = visible("[data-key=reply]");
        await().atMost(SOON).until(() -> {
            var there = reply.count() == 1 && (boolean) reply.evaluate("it => it === document.activeElement");
            if (!there) {
                desk.keyboard().press("r");
            }
            return there;
        });
    }

    /// Brings it to the front by the palette, which works while she types.
    private void inFront(String subject) {
        if (!visible(".talk-what").innerText().equals(subject)) {
            desk.keyboard().press("Control+k");
            desk.keyboard().type(subject);
            desk.keyboard().press("Enter");
        }
        assertThat(visible(".talk-what")).hasText(subject);
    }

    private void shows(String name) {
        Pages.accessible(desk);
        Pages.pictures(desk, name);
    }

    private void tabTo(Locator wanted) {
        for (var tabs = 0; tabs < MOST_TABS; tabs++) {
            if ((boolean) wanted.evaluate("element => element === document.activeElement")) {
                return;
            }
            desk.keyboard().press("Tab");
        }
        throw new AssertionError("no Tab leads to " + wanted);
    }

    private Locator visible(String selector) {
        return desk.locator(".pane:not([hidden]) " + selector + ":visible");
    }

    private List<HeldContact> held() {
        return routing.agent(ALINE).contacts();
    }

    private static Page open(int at, String path) {
        var options = new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 800);
        return CHROMIUM.open(options, "http://127.0.0.1:" + at + path);
    }

    private void mail(String subject, String text) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", smtpPort);
        var mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom(subject.toLowerCase(Locale.ROOT) + "@example.org");
        mail.setRecipient(RecipientType.TO, new InternetAddress("mairie@allo.test"));
        mail.setSubject(subject, "UTF-8");
        mail.setText(text, "UTF-8");
        Transport.send(mail);
    }

    /// Between her browser and the server.
    private static final class Line {

        private final ServerSocket ear;
        private final int server;
        private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
        private volatile boolean cut;

        private Line(int server) throws IOException {
            this.server = server;
            this.ear = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::listen);
        }

        private int port() {
            return ear.getLocalPort();
        }

        private void cut() {
            cut = true;
            ends.forEach(Line::close);
        }

        private void mend() {
            cut = false;
        }

        private void listen() {
            try {
                while (true) {
                    var browser = ear.accept();
                    if (cut) {
                        close(browser);
                    } else {
                        var other = new Socket(InetAddress.getLoopbackAddress(), server);
                        ends.addAll(List.of(browser, other));
                        Thread.ofVirtual().start(() -> carry(browser, other));
                        Thread.ofVirtual().start(() -> carry(other, browser));
                    }
                }
            } catch (IOException _) {
                cut();
            }
        }

        private void carry(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException _) {
                // one of the two has gone
            }
            List.of(from, to).forEach(Line::close);
            ends.removeAll(List.of(from, to));
        }

        private static void close(Socket end) {
            try {
                end.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
