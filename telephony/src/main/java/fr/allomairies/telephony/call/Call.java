package fr.allomairies.telephony.call;

import fr.allomairies.contact.AgentId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One call, as far as its next decision needs to know.
///
/// @param leg the offer being rung, or to be rung once the citizen is in the waiting loop
/// @param agent who is connected
/// @param cancelled ids of legs that were told to hang up: when one is answered at that instant, it does not count
public record Call(
        CallId id,
        CallState state,
        @Nullable Leg leg,
        @Nullable AgentId agent,
        Set<String> cancelled) {

    public Call {
        cancelled = Set.copyOf(cancelled);
    }

    public static Call arrived(CallId id) {
        return new Call(id, CallState.ARRIVED, null, null, Set.of());
    }

    /// As rebuilt from what was stored.
    public static Call restored(CallId id, CallState state, @Nullable AgentId agent) {
        return new Call(id, state, null, agent, Set.of());
    }

    Call in(CallState next) {
        return new Call(id, next, leg, agent, cancelled);
    }

    Call with(@Nullable Leg next) {
        return new Call(id, state, next, agent, cancelled);
    }

    Call connectedTo(AgentId to) {
        return new Call(id, CallState.CONNECTED, leg, to, cancelled);
    }

    /// The current leg, if any, is cancelled.
    Call withoutLeg() {
        if (leg == null) {
            return this;
        }
        var all = new HashSet<>(cancelled);
        all.add(leg.id());
        return new Call(id, state, null, agent, all);
    }
}
