package fr.allomairies.telephony.asterisk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.Sighting;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.action.DbDelAction;
import org.jspecify.annotations.Nullable;

/// The dialplan leaves a line in Asterisk's own database for each call that ends, until we have accounted for it: so
/// also a call that came and went while we were away is counted.
final class EndedCalls {

    private static final String FAMILY = "allo-ended";
    /// since|from|interface or channel of the agent|number that was dialled|when he left the house|what the assistant
    /// had told
    private static final int FIELDS = 6;
    /// Of an Asterisk that was started before the last three were told, and has run since.
    private static final int OLDEST_FIELDS = 3;

    private final AmiLink ami;

    EndedCalls(AmiLink ami) {
        this.ami = ami;
    }

    /// @param servedBy absent when nobody had him
    /// @param left when he left the house for an outside number; empty for who did not
    /// @param told whether he hung up on the assistant after its answer
    record EndedCall(Sighting sighting, @Nullable AgentId servedBy, Optional<Instant> left, boolean told) {}

    Map<CallId, EndedCall> list() throws IOException {
        var ended = new HashMap<CallId, EndedCall>();
        for (var line : ami.list(new DbGetTreeAction(FAMILY), DBGetTreeResponseEvent.class)) {
            var key = line.getKey();
            var fields = line.getVal() == null ? new String[0] : line.getVal().split("\\|", -1);
            if (key != null && fields.length >= OLDEST_FIELDS && fields.length <= FIELDS) {
                var call = key.substring(key.lastIndexOf('/') + 1);
                ended.put(new CallId(call), ended(call, fields));
            }
        }
        return ended;
    }

    private static EndedCall ended(String call, String[] fields) {
        return new EndedCall(
                AmiEvents.sighting(call, fields[1], fields.length > 3 ? fields[3] : null, fields[0], null),
                Channels.agent(fields[2]).orElse(null),
                fields.length < FIELDS || fields[4].isEmpty()
                        ? Optional.empty()
                        : Optional.of(AmiEvents.second(fields[4])),
                fields.length == FIELDS && AssistantScript.isServed(fields[5]));
    }

    void forget(CallId call) {
        ami.send(new DbDelAction(FAMILY, call.value()));
    }
}
