package fr.allomairies.telephony.asterisk;

import fr.allomairies.telephony.flow.CallbackDialogue;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;

/// Agrees with a waiting citizen that he is called back. An agent who is ready meanwhile takes him out of it.
final class CallbackScript implements AgiScript {

    static final String NAME = "callback";

    private final CallbackDialogue dialogue;

    CallbackScript(CallbackDialogue dialogue) {
        this.dialogue = dialogue;
    }

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        try {
            var sighting = AgiCaller.waiting(request, channel);
            if (sighting.isPresent() && dialogue.hold(sighting.get(), new AgiCaller(channel))) {
                channel.setVariable("ALLO_PROMISED", "1");
            }
        } catch (AgiHangupException _) {
            // the end of the channel tells of itself
        }
    }
}
