package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.flow.AssistantDialogue;
import fr.allomairies.telephony.flow.CallbackDialogue;
import fr.allomairies.telephony.flow.Sighting;
import fr.allomairies.telephony.flow.Welcome;
import java.time.Duration;
import java.util.Optional;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;

/// A caller in a dialogue over FastAGI.
///
/// @param canTalk whether his sound can be brought to us
record AgiCaller(AgiChannel channel, boolean canTalk)
        implements CallbackDialogue.Caller<AgiException>,
                AssistantDialogue.Caller<AgiException>,
                Welcome.Greeted<AgiException> {

    private static final String KEYS = "0123456789*#ABCD";
    private static final String PROMPTS = "allo/";
    /// Above the longest prompt, and above the patience for a key.
    private static final String SWITCH_SECONDS = "20";

    AgiCaller(AgiChannel channel) {
        this(channel, false);
    }

    /// Who has left his place for a dialogue, which was called with the call and its caller; empty without them.
    static Optional<Sighting> waiting(AgiRequest request, AgiChannel channel) throws AgiException {
        var arguments = request.getArguments();
        return arguments.length < 2
                ? Optional.empty()
                : Optional.of(AmiEvents.sighting(
                        arguments[0],
                        arguments[1],
                        channel.getVariable("ALLO_NUMBER"),
                        channel.getVariable("ALLO_SINCE"),
                        null));
    }

    @Override
    public void speak(String language) throws AgiException {
        channel.setVariable("CHANNEL(language)", language);
    }

    @Override
    public Optional<Character> play(String prompt) throws AgiException {
        arm();
        return key(channel.streamFile(PROMPTS + prompt, KEYS));
    }

    @Override
    public Optional<Character> read(String digits) throws AgiException {
        arm();
        return key(channel.sayDigits(digits, KEYS));
    }

    @Override
    public Optional<Character> key(Duration patience) throws AgiException {
        arm();
        return key(channel.waitForDigit((int) patience.toMillis()));
    }

    @Override
    public boolean tell(String prompt, char key) throws AgiException {
        arm();
        return channel.streamFile(PROMPTS + prompt, String.valueOf(key)) == key;
    }

    @Override
    public void told(boolean answer) throws AgiException {
        channel.setVariable("ALLO_ANSWER", answer ? AssistantScript.TOLD : "");
    }

    /// The bridge reads it when he joins.
    @Override
    public void mayObject() throws AgiException {
        channel.setVariable("DYNAMIC_FEATURES", "objection");
    }

    private void arm() throws AgiException {
        channel.setVariable("TIMEOUT(absolute)", SWITCH_SECONDS);
    }

    private static Optional<Character> key(char pressed) {
        return pressed == 0 ? Optional.empty() : Optional.of(pressed);
    }
}
