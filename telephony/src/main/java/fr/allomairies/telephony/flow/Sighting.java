package fr.allomairies.telephony.flow;

import fr.allomairies.telephony.call.CallId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Enough to know a call that nobody has seen before.
///
/// @param from what stands for the caller's number, as the network gave it; absent when withheld
/// @param number what was dialled, as the network gave it; absent where it is not known
/// @param since when the call came in
/// @param trace the network's own id of the call, such as the SIP Call-ID; absent when it is not known
public record Sighting(
        CallId call,
        @Nullable String from,
        @Nullable String number,
        Instant since,
        @Nullable String trace) {

    @Override
    public String toString() {
        return "Sighting[" + call + "]";
    }
}
