package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.flow.AssistantDialogue;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.jspecify.annotations.Nullable;

/// Tells a waiting citizen how his request fares. An agent who is ready meanwhile takes him out of it.
final class AssistantScript implements AgiScript {

    static final String NAME = "assistant";
    /// What [AgiCaller#told] leaves on the channel, so that its end tells of it whether we live then or not.
    static final String TOLD = "told";

    private static final String ENOUGH = "enough";

    private final AssistantDialogue dialogue;

    AssistantScript(AssistantDialogue dialogue) {
        this.dialogue = dialogue;
    }

    /// Of a call that ended so: also who said that it was enough, should it not have been stored.
    static boolean isServed(@Nullable String answer) {
        return TOLD.equals(answer) || ENOUGH.equals(answer);
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        try {
            var sighting = AgiCaller.waiting(request, channel);
            if (sighting.isPresent() && dialogue.hold(sighting.get(), new AgiCaller(channel))) {
                channel.setVariable("ALLO_ANSWER", ENOUGH);
            }
        } catch (AgiHangupException _) {
            // the end of the channel tells of itself
        }
    }
}
