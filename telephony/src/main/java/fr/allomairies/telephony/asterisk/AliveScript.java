package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallSignals;
import java.util.Objects;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;

/// Answers a caller whose heartbeat from us is late, before he is sent away from our queue. Whoever cannot
/// steer the calls of his server is of no use to him, alive or not. Neither is who has refused his server, which may
/// bear the name of another.
final class AliveScript implements AgiScript {

    static final String NAME = "alive";
    /// He was told of before he asks, over another connection.
    private static final long TOLD_MILLIS = 1_000;

    private final Servers servers;
    private final CallSignals signals;

    AliveScript(Servers servers, CallSignals signals) {
        this.servers = servers;
        this.signals = signals;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        try {
            var server = servers.of(new CallId(request.getUniqueId()));
            if (server.ami().awaitInHand() && isItsCaller(server, request, channel) && signals.alive()) {
                channel.setVariable("ALLO_ALIVE", "yes");
            }
        } catch (AgiHangupException _) {
            // he has left, or an agent has him
        }
    }

    private boolean isItsCaller(Asterisk server, AgiRequest request, AgiChannel channel) throws AgiException {
        return servers.isOne()
                || AmiLink.await(() -> server.channels().isCaller(request.getUniqueId()), TOLD_MILLIS)
                || SelfCallScript.id(Objects.requireNonNullElse(channel.getVariable("ALLO_CALL"), ""))
                        .isPresent();
    }
}
