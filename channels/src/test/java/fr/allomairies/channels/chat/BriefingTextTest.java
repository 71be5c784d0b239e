package fr.allomairies.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Manner.Changes;
import fr.allomairies.voiceassistant.Thresholds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BriefingTextTest {

    private final Manner manner = Manner.asShipped();
    private final BriefingText text = new BriefingText(mock(Catalogue.class), manner, mock(Wording.class));

    @Test
    void saysWhatTheCityHasChangedFromTheNextLineOn() {
        var asked = List.<Reply>of(new Reply.Say(Prompt.SINCE), new Reply.Noted("1 rue X"));
        assertThat(text.of(asked)).isEqualTo("Depuis quand, à peu près ?\nLieu noté : 1 rue X.");

        manner.use(new Changes(
                Map.of("say.since", "Depuis combien de temps ?", "noted", "{lieu}, c'est bien cela."),
                Map.of(),
                Thresholds.SHIPPED));

        assertThat(text.of(asked)).isEqualTo("Depuis combien de temps ?\n1 rue X, c'est bien cela.");
    }

    @Test
    void saysOfAPlaceAndOfAMailWhatTheCityHasChanged() {
        manner.use(new Changes(
                Map.of(
                        "chat.busy", "Je suis une machine : « conseiller » ou 0 mène à une personne.",
                        "chat.noted", "Numéro {numero}.",
                        "chat.noted.by-mail", "Réponse à {adresse}.",
                        "chat.joined", "Avec les autres, {numero}."),
                Map.of(),
                Thresholds.SHIPPED));

        assertThat(text.busy()).startsWith("Je suis une machine");
        assertThat(text.noted("NCA-26-000123", new EmailAddress("a@example.org")))
                .isEqualTo("Numéro NCA-26-000123.\nRéponse à a@example.org.");
        assertThat(text.joined("NCA-26-000123", null))
                .startsWith("Avec les autres, NCA-26-000123.\nVous n’avez pas laissé d’adresse");
    }
}
