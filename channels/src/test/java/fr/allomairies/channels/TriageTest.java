package fr.allomairies.channels;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Manner.Changes;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.voiceassistant.Understanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;

/// With the model that the product is built with.
@SpringBootTest(classes = TriageTest.Assistant.class)
class TriageTest {

    @SpringBootConfiguration
    @ComponentScan("fr.allomairies.voiceassistant")
    static class Assistant {}

    @Autowired
    Understanding understanding;

    @Autowired
    Manner manner;

    @Test
    void takesAMailForWhatItsWordsSay() {
        var guess = triage(mail("Lampadaire éteint", "Bonjour, le lampadaire devant chez moi ne s'allume plus."))
                .guess();

        assertThat(guess.category()).isEqualTo(new CategoryCode("lighting.lamp-out"));
        assertThat(guess.isSure()).isTrue();
        assertThat(guess.words()).isNotEmpty();
    }

    @Test
    void isNotSureOfWhatSaysNothing() {
        assertThat(triage(mail("Bonjour", "Je vous écris au sujet de ma rue."))
                        .guess()
                        .isSure())
                .isFalse();
    }

    @Test
    void isAsSureAsTheCityWantsIt() {
        var pavement = mail("Trottoir", "un trou sur le trottoir près du lampadaire");
        var probability = triage(pavement).guess().probability();
        assertThat(probability).as("neither certain nor lost").isBetween(0.5, 0.95);
        try {
            manner.use(sureFrom(probability - 0.001));
            assertThat(triage(pavement).guess().isSure()).isTrue();
            manner.use(sureFrom(Math.min(Thresholds.MOST_SURE, probability + 0.001)));
            assertThat(triage(pavement).guess().isSure()).isFalse();
        } finally {
            manner.use(Changes.NONE);
        }
    }

    private static Changes sureFrom(double probability) {
        return new Changes(Map.of(), Map.of(), new Thresholds(probability, 0.5, 2, Duration.ofMinutes(3)));
    }

    @Test
    void guessesNothingWhereTheCitizenHasChosen() {
        assertThat(triage(contact(new CategoryCode("roads.pothole"), "Trou", "Un lampadaire est éteint"))
                        .guess())
                .isNull();
    }

    @Test
    void hasNothingToSayOfAnEmptyMessage() {
        assertThat(triage(mail("", "  \n> cité"))).isEqualTo(new Sorted(null, false));
    }

    @Test
    void hearsDangerInWhatTheCitizenWroteAndNotInWhatHeQuotes() {
        assertThat(triage(mail("Urgent", "Ça sent le gaz dans l'immeuble")).urgent())
                .isTrue();
        assertThat(triage(mail("Re: gaz", "C'est réparé, merci\n> ça sent le gaz"))
                        .urgent())
                .isFalse();
    }

    private Sorted triage(InboundContact contact) {
        return new Triage(understanding, manner).of(contact);
    }

    private static InboundContact mail(String subject, String text) {
        return contact(null, subject, text);
    }

    private static InboundContact contact(@Nullable CategoryCode category, String subject, String text) {
        return new InboundContact(
                ContactId.next(),
                ChannelKind.EMAIL,
                "<1@example.org>",
                Instant.EPOCH,
                new Sender(null, null, null),
                category,
                subject,
                text,
                null,
                List.of(),
                List.of(),
                "fr");
    }
}
