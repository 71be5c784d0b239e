package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.flow.Welcome;
import fr.allomairies.telephony.flow.Welcome.Next;
import java.time.Duration;
import java.util.Optional;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;

/// Lends the dialogue a voice and ears. The absolute time-out is a dead man's switch that every prompt arms anew: when
/// we freeze, Asterisk takes the caller back.
final class WelcomeScript implements AgiScript {

    private static final String KEYS = "0123456789*#ABCD";
    private static final String PROMPTS = "allo/";
    /// Above the longest prompt, and above the patience for a key.
    private static final String SWITCH_SECONDS = "20";

    private final Welcome welcome;

    WelcomeScript(Welcome welcome) {
        this.welcome = welcome;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var arguments = request.getArguments();
        if (arguments.length == 0 || arguments[0].isEmpty()) {
            return;
        }
        try {
            var from = arguments.length > 2 ? arguments[2] : null;
            var sighting = AmiEvents.sighting(
                    arguments[0], from, channel.getVariable("ALLO_SINCE"), channel.getVariable("ALLO_TRACE"));
            var next = welcome.hold(sighting, new Caller(channel));
            channel.setVariable("ALLO_NEXT", word(next));
        } catch (AgiHangupException _) {
            // the end of the channel tells of itself
        }
    }

    private static String word(Next next) {
        return switch (next) {
            case WAIT -> "wait";
            case CLOSED -> "closed";
            case SAFETY_NET -> "safety";
        };
    }

    private record Caller(AgiChannel channel) implements Welcome.Caller<AgiException> {

        @Override
        public Optional<Character> play(String prompt) throws AgiException {
            arm();
            return key(channel.streamFile(PROMPTS + prompt, KEYS));
        }

        @Override
        public Optional<Character> key(Duration patience) throws AgiException {
            arm();
            return key(channel.waitForDigit((int) patience.toMillis()));
        }

        private void arm() throws AgiException {
            channel.setVariable("TIMEOUT(absolute)", SWITCH_SECONDS);
        }

        private static Optional<Character> key(char pressed) {
            return pressed == 0 ? Optional.empty() : Optional.of(pressed);
        }
    }
}
