package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Danger;
import fr.allomairies.voiceassistant.Hearing;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Manner.Changes;
import fr.allomairies.voiceassistant.SpeechSynthesizer;
import fr.allomairies.voiceassistant.SpokenWording;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.voiceassistant.Trials;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TalksTest {

    static final CallId CALL = new CallId("asterisk-1-1795295779.0");

    final ObjectProvider<SpeechSynthesizer> voice = mock();
    final ObjectProvider<Trials> trials = mock();
    final Assistant assistant = mock();
    final TalkStore store = mock();
    final CityNumber number = mock();
    final ObjectProvider<Hearing> ears = mock();
    final Hearing hearing = mock();
    final Catalogue catalogue = mock();
    final Manner manner = Manner.asShipped();
    final SpeechSynthesizer speaker = mock();
    Talks talks;

    @BeforeEach
    void hasAVoice() {
        when(voice.getIfAvailable()).thenReturn(speaker);
        when(trials.getObject()).thenReturn(Trials.none(assistant));
        when(ears.getIfAvailable()).thenReturn(hearing);
        when(number.language()).thenReturn("fr");
        talks = new Talks(
                voice,
                ears,
                trials,
                manner,
                catalogue,
                store,
                mock(SharedMatters.class),
                mock(LongWait.class),
                mock(AfterHours.class),
                mock(EventLog.class),
                new TransactionTemplate(mock(PlatformTransactionManager.class)),
                mock(TelephonySettings.class),
                mock(Clock.class));
    }

    @Test
    void expectsTheSoundOfACallThatItHolds() {
        when(store.begin(CALL, false)).thenReturn(true);

        assertThat(talks.begin(CALL, number, true)).isTrue();

        assertThat(expects()).isTrue();
    }

    @Test
    void keepsNoPlaceForWhoHangsUpInTheVeryMoment() {
        when(store.begin(CALL, false)).thenAnswer(_ -> {
            talks.forget(CALL);
            return true;
        });

        talks.begin(CALL, number, true);

        assertThat(expects()).isFalse();
    }

    @Test
    void keepsNoPlaceForWhomItDoesNotHold() {
        assertThat(talks.begin(CALL, number, true)).isFalse();
        assertThat(expects()).isFalse();
        when(store.begin(CALL, false)).thenThrow(new IllegalStateException("away"));

        assertThatIllegalStateException().isThrownBy(() -> talks.begin(CALL, number, true));

        assertThat(expects()).isFalse();
    }

    @Test
    void understandsANameOfEachMatterBeforeAnybodySpeaks() {
        var hello = new Turn(mock(), List.of(), null);
        when(hearing.problem()).thenReturn(Optional.empty());
        when(assistant.begin()).thenReturn(hello);
        when(assistant.onKeys(hello.state())).thenReturn(hello);
        var matters = List.of(matter("Nid de poule"), matter("Lampadaire éteint"));
        when(catalogue.categories()).thenReturn(matters);

        talks.warmUp();

        verify(assistant, timeout(30_000)).hear(hello.state(), "Nid de poule");
        verify(assistant, timeout(30_000)).hear(hello.state(), "Lampadaire éteint");
    }

    @Test
    void speaksDangersFirstAndGoesOnAfterAFailure() throws IOException {
        var hello = new Turn(mock(), List.of(), null);
        when(assistant.begin()).thenReturn(hello);
        when(assistant.onKeys(hello.state())).thenReturn(hello);
        var wording = new SpokenWording(manner, CategoryCode::value);
        var danger = wording.of(List.of(new Reply.Emergency(Danger.values()[0])), false)
                .getFirst();
        var lost = wording.of(List.of(new Reply.Say(Prompt.LOST)), false).getFirst();
        when(speaker.speak(danger)).thenThrow(new IOException("away"));

        talks.speakAnew();

        verify(speaker, timeout(30_000).atLeastOnce()).speak(lost);
        var order = inOrder(speaker);
        order.verify(speaker, atLeastOnce()).speak(danger);
        order.verify(speaker, atLeastOnce()).speak(lost);
    }

    @Test
    void playsWhatSomebodyHasRecordedAndSpeaksTheRest() throws IOException {
        var recorded = new byte[] {1};
        var spoken = new byte[] {2};
        when(speaker.speak("Votre demande numéro")).thenReturn(spoken);
        assertThat(talks.sound("Votre demande numéro")).isEqualTo(spoken);

        manner.use(new Changes(Map.of(), Map.of("spoken.request", recorded), Thresholds.SHIPPED));

        assertThat(talks.sound("Votre demande numéro")).isEqualTo(recorded);
    }

    private static Category matter(String label) {
        Category category = mock();
        when(category.labelFr()).thenReturn(label);
        return category;
    }

    private boolean expects() {
        return talks.of(CALL.contact().value()).isPresent();
    }
}
