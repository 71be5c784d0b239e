package fr.allomairies.voiceassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import fr.allomairies.voiceassistant.Assistant.Ending.Handover;
import fr.allomairies.voiceassistant.understanding.IntentClassifier;
import org.junit.jupiter.api.Test;

class ListeningAssistantTest {

    final RequestStatuses requests = mock();
    final Answers answers = mock();
    final KnownRequests known = mock();
    final Assistant assistant = new ListeningAssistant(
            IntentClassifier.built(), requests, answers, known, () -> Thresholds.SHIPPED, VoiceSettings.DEFAULT_MENU);

    /// Many times a second, while he speaks.
    @Test
    void overhearsADangerAndAsksTheHouseNothing() {
        var begun = assistant.begin().state();

        assertThat(assistant.overhear(begun, "il y a le feu chez moi").ending()).isInstanceOf(Handover.class);
        assertThat(assistant
                        .overhear(begun, "quels papiers pour une carte d’identité, et où en est NCA-26-000123")
                        .ending())
                .isNull();
        assertThat(assistant
                        .overhear(begun, "le lampadaire est éteint rue de France à Nice")
                        .ending())
                .isNull();

        verifyNoInteractions(requests, answers, known);
    }
}
