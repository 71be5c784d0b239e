package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.SpeechSynthesizer;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TalksTest {

    static final CallId CALL = new CallId("asterisk-1-1795295779.0");

    final ObjectProvider<SpeechSynthesizer> voice = mock();
    final ObjectProvider<Assistant> assistant = mock();
    final TalkStore store = mock();
    final CityNumber number = mock();
    Talks talks;

    @BeforeEach
    void hasAVoice() {
        when(voice.getIfAvailable()).thenReturn(mock(SpeechSynthesizer.class));
        when(assistant.getObject()).thenReturn(mock(Assistant.class));
        when(number.language()).thenReturn("fr");
        talks = new Talks(
                voice,
                mock(),
                assistant,
                mock(Catalogue.class),
                store,
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

    private boolean expects() {
        return talks.of(CALL.contact().value()).isPresent();
    }
}
