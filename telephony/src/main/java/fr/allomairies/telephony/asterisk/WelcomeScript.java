package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.flow.Welcome;
import fr.allomairies.telephony.flow.Welcome.Next;
import java.util.function.IntSupplier;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;

/// Lends the dialogue a voice and ears. The absolute time-out is a dead man's switch that every prompt arms anew: when
/// we freeze, Asterisk takes the caller back.
final class WelcomeScript implements AgiScript {

    private final Welcome welcome;
    private final IntSupplier audioPort;

    /// @param audioPort where callers' sound is brought; 0: nowhere
    WelcomeScript(Welcome welcome, IntSupplier audioPort) {
        this.welcome = welcome;
        this.audioPort = audioPort;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var arguments = request.getArguments();
        if (arguments.length == 0 || arguments[0].isEmpty()) {
            return;
        }
        try {
            var number = arguments.length > 1 ? arguments[1] : null;
            var from = arguments.length > 2 ? arguments[2] : null;
            var sighting = AmiEvents.sighting(
                    arguments[0], from, number, channel.getVariable("ALLO_SINCE"), channel.getVariable("ALLO_TRACE"));
            var port = audioPort.getAsInt();
            var next = welcome.hold(sighting, new AgiCaller(channel, port != 0));
            if (next == Next.TALK) {
                channel.setVariable("ALLO_TALK", sighting.call().contact().toString());
                channel.setVariable("ALLO_TALK_PORT", Integer.toString(port));
            }
            channel.setVariable("ALLO_NEXT", word(next));
        } catch (AgiHangupException _) {
            // the end of the channel tells of itself
        }
    }

    private static String word(Next next) {
        return switch (next) {
            case WAIT -> "wait";
            case AGAIN -> "again";
            case CLOSED -> "closed";
            case TALK -> "talk";
            case GOODBYE -> "hangup";
            case SAFETY_NET -> "safety";
            case BLOCKED -> "blocked";
        };
    }
}
