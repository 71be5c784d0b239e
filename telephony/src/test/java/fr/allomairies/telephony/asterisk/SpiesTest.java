package fr.allomairies.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.ListeningEvent.Mode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpiesTest {

    @Test
    void knowsAListeningByItsChannelAndNothingElse() {
        var id = UUID.randomUUID();

        assertThat(Spies.listening(Spies.channel(id))).contains(id);
        assertThat(Spies.listening("leg-" + id)).isEmpty();
        assertThat(Spies.listening("spy-somebody")).isEmpty();
        assertThat(Spies.listening(null)).isEmpty();
    }

    @Test
    void isHeardBySomebodyOnlyWhileHeListens() {
        assertThat(Spies.mode("listening", "barge")).contains(Mode.BARGE);
        assertThat(Spies.mode("listening", "")).isEmpty();
        assertThat(Spies.mode("agent", "barge")).isEmpty();
        assertThat(Spies.mode("", "")).isEmpty();
    }
}
