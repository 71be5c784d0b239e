package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.Ticketing;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A citizen at the widget while nobody is at work: he chooses to be called back, and waits as a call on the request of
/// his chat. How it rings at an agent is in telephony's `CallbackIT`.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.telephony.adapter=sandbox",
            "allo.voice.hours.always-open=true",
            "allo.chat.assistant=true"
        })
class ChatCallbackPagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Duration SOON = Duration.ofSeconds(60);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    Ticketing ticketing;

    @Test
    void isQueuedToBeCalledBackInTheTurnOfHisChat() {
        var citizen = open("/chat");
        say(citizen, "Bonjour, un trou dans la chaussée devant chez moi depuis hier");
        answers(citizen, "Où est-ce");
        say(citizen, "12 rue Gubernatis à Nice");
        answers(citizen, "en danger en ce moment");
        say(citizen, "non");
        answers(citizen, "par 1 pour être rappelé");
        Pages.accessible(citizen);
        Pages.pictures(citizen, "chat-callback-proposed");
        say(citizen, "1");
        answers(citizen, "À quel numéro");
        say(citizen, "0899 70 11 22");
        answers(citizen, "Quel est le bon numéro");
        say(citizen, "06 12 34 56 78");
        answers(citizen, "06 12 34 56 78. Est-ce le bon numéro");
        say(citizen, "oui");
        answers(citizen, "nous vous rappelons à ce numéro, à votre tour");
        assertThat(citizen.getByText("La conversation est terminée")).isVisible();
        assertThat(line(citizen, "nous vous rappelons"))
                .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(0.99));
        Pages.accessible(citizen);
        Pages.pictures(citizen, "chat-callback-promised");

        var back = await().atMost(SOON)
                .until(
                        () -> routing.snapshot().waiting().stream()
                                .filter(waiting -> waiting.channel().equals(ChannelKind.VOICE))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(routing.snapshot().waiting()).extracting(Waiting::channel).doesNotContain(ChannelKind.CHAT);
        assertThat(ticketing
                        .ticket(back.ticket())
                        .orElseThrow()
                        .interactions()
                        .getFirst()
                        .text())
                .contains("Gubernatis", "06 12 34 56 78");
        assertThat(telephony.view(back.contact()).orElseThrow().callback()).isTrue();
        assertThat(telephony.caller(back.contact())).contains(new PhoneNumber("+33612345678"));
    }

    private Page open(String path) {
        return CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 900),
                "http://127.0.0.1:" + port + path);
    }

    private static void answers(Page citizen, String words) {
        assertThat(line(citizen, words)).isVisible();
    }

    private static Locator line(Page citizen, String words) {
        return citizen.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(words))
                .last();
    }

    private static void say(Page citizen, String text) {
        citizen.getByLabel("Votre message").fill(text);
        citizen.getByLabel("Votre message").press("Enter");
    }
}
