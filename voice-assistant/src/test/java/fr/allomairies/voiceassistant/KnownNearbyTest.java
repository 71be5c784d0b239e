package fr.allomairies.voiceassistant;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.RequestStatus.Stage;
import fr.allomairies.voiceassistant.Understanding.Guess;
import fr.allomairies.voiceassistant.Understanding.Understood;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What of others' reports is told, with the questions as they are shipped.
class KnownNearbyTest {

    static final KnownRequest KNOWN =
            new KnownRequest("NCA-26-000321", "14 rue Masséna", LocalDate.of(2026, 11, 24), Stage.AT_WORK);

    @ParameterizedTest
    @ValueSource(strings = {"lighting.lamp-out", "cleaning.dumping", "cleaning.dog", "roads.pothole", "water.leak"})
    void tellsWhatLiesInPublicSpace(String category) {
        assertThat(told(category)).contains(new Reply.Known(KNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "safety.noise",
                "safety.incivility",
                "housing.unfit",
                "parking.abandoned",
                "parking.blocking",
                "cleaning.pests",
                "waste.bulky",
                "waste.bin",
                "waste.missed"
            })
    void tellsNothingOfWhatIsOfAPersonOrAHousehold(String category) {
        assertThat(told(category)).doesNotContain(new Reply.Known(KNOWN));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThePlaceTheDayAndTheStateAndNoNumberOfAnother(boolean byVoice) {
        var reply = List.<Reply>of(new Reply.Known(KNOWN));
        var spoken = String.join(" ", new SpokenWording(Manner.asShipped(), CategoryCode::value).of(reply, byVoice));

        assertThat(spoken)
                .isEqualTo(new AssistantWording(Manner.asShipped(), Locale.FRENCH, CategoryCode::value).of(reply))
                .isEqualTo("Nous connaissons ce problème au 14 rue Masséna depuis mardi 24 novembre : une demande est"
                        + " ouverte. Elle est en cours de traitement par le service.");
    }

    private static List<Reply> told(String category) {
        var meaning = new Understood(List.of(new Guess(new CategoryCode(category), 1)), null, false, List.of());
        var assistant = new ListeningAssistant(
                _ -> meaning,
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                (_, _) -> Optional.of(KNOWN),
                () -> Thresholds.SHIPPED,
                VoiceSettings.DEFAULT_MENU);
        var turn = assistant.hear(assistant.begin().state(), "12 rue Masséna à Nice depuis hier");
        // nobody is in danger
        return turn.state().step() == Step.HAZARD
                ? assistant.hear(turn.state(), "non").replies()
                : turn.replies();
    }
}
