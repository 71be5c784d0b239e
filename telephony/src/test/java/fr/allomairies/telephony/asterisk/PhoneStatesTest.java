package fr.allomairies.telephony.asterisk;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.flow.CallSignals;
import org.junit.jupiter.api.Test;

class PhoneStatesTest {

    static final AgentId MARIE = new AgentId("marie");

    final CallSignals signals = mock();
    final PhoneStates phones = new PhoneStates(signals::phoneReachable);

    @Test
    void tellsAChangeOnce() {
        phones.changed("PJSIP/marie-sip", "NOT_INUSE");
        phones.changed("PJSIP/marie-sip", "INUSE");

        verify(signals).phoneReachable(MARIE, true);
    }

    /// What was told may not have been stored.
    @Test
    void tellsEverythingAgainAtAComparison() {
        phones.changed("PJSIP/marie-sip", "NOT_INUSE");
        phones.changed("PJSIP/marie-sip", "UNAVAILABLE");

        phones.tellAgain();

        verify(signals, times(2)).phoneReachable(MARIE, false);
    }
}
