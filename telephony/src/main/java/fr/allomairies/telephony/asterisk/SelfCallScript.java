package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.SelfCalls.Stage;
import fr.allomairies.telephony.flow.CallSignals;
import java.util.Optional;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;

/// The dialogue with a call of the line to itself: it hears the welcome, and presses a key.
final class SelfCallScript implements AgiScript {

    private static final String CALL = "self-[0-9a-f]{12}";

    private final CallSignals signals;

    SelfCallScript(CallSignals signals) {
        this.signals = signals;
    }

    /// By what stands for the id of a call.
    static Optional<String> id(String call) {
        return call.matches(CALL) ? Optional.of(call.substring(call.indexOf('-') + 1)) : Optional.empty();
    }

    static Optional<String> id(AlloEvent event) {
        var call = event.getCall();
        return call == null ? Optional.empty() : id(call);
    }

    static boolean isOne(AgiRequest request) {
        var arguments = request.getArguments();
        return arguments.length > 0 && id(arguments[0]).isPresent();
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var id = id(request.getArguments()[0]).orElseThrow();
        try {
            if (new AgiCaller(channel).play("welcome").isEmpty()) {
                return;
            }
            signals.selfCall(id, Stage.DIALOGUE, "");
            if (signals.alive()) {
                signals.selfCall(id, Stage.ROUTING, "");
                channel.setVariable("ALLO_NEXT", "wait");
            }
        } catch (AgiHangupException _) {
            // the end of the channel tells of itself
        }
    }
}
