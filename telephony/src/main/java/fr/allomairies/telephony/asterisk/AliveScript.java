package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallSignals;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;

/// Answers a caller whose heartbeat from us is late, before he is sent away from our queue. Whoever cannot
/// steer the calls of his server is of no use to him, alive or not.
final class AliveScript implements AgiScript {

    static final String NAME = "alive";

    private final Servers servers;
    private final CallSignals signals;

    AliveScript(Servers servers, CallSignals signals) {
        this.servers = servers;
        this.signals = signals;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        try {
            var ami = servers.of(new CallId(request.getUniqueId())).ami();
            if (ami.awaitInHand() && signals.alive()) {
                channel.setVariable("ALLO_ALIVE", "yes");
            }
        } catch (AgiHangupException _) {
            // he has left, or an agent has him
        }
    }
}
