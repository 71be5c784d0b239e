package fr.allomairies.telephony.call;

import fr.allomairies.contact.AgentId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One call, as far as its next decision needs to know.
///
/// @param leg the offer being rung, or to be rung once the citizen is in the waiting loop
/// @param agent who is connected, or has passed him on or sent him outside
/// @param cancelled ids of legs that are not wanted any more
/// @param hungUp ids of legs that the line has hung up: when one was answered at that instant, it does not count
/// @param losses how often the agent's line was lost in this conversation
/// @param consult the colleague whom the agent asks while the citizen is on hold, or is about to be
/// @param outside whom the agent sends him to while he is on hold, or is about to be
public record Call(
        CallId id,
        CallState state,
        @Nullable Leg leg,
        @Nullable AgentId agent,
        Set<String> cancelled,
        Set<String> hungUp,
        int losses,
        @Nullable Consult consult,
        @Nullable Outside outside) {

    public Call {
        cancelled = Set.copyOf(cancelled);
        hungUp = Set.copyOf(hungUp);
    }

    public static Call arrived(CallId id) {
        return new Call(id, CallState.ARRIVED, null, null, Set.of(), Set.of(), 0, null, null);
    }

    /// As rebuilt from what was stored.
    public static Call restored(CallId id, CallState state, @Nullable AgentId agent) {
        return new Call(id, state, null, agent, Set.of(), Set.of(), 0, null, null);
    }

    Call in(CallState next) {
        return new Call(id, next, leg, agent, cancelled, hungUp, losses, consult, outside);
    }

    Call with(@Nullable Leg next) {
        return new Call(id, state, next, agent, cancelled, hungUp, losses, consult, outside);
    }

    Call dialledFor(AgentId by) {
        return new Call(id, CallState.DIALLING, leg, by, cancelled, hungUp, losses, consult, outside);
    }

    /// To be called back by whoever is next; what rings for it is cancelled.
    Call putBack() {
        return new Call(id, CallState.CALLBACK, null, null, withoutLeg().cancelled, hungUp, losses, consult, outside);
    }

    Call connectedTo(AgentId to) {
        return new Call(id, CallState.CONNECTED, leg, to, cancelled, hungUp, losses, consult, outside);
    }

    Call cutOff() {
        return new Call(id, CallState.CUT_OFF, null, agent, cancelled, hungUp, losses + 1, consult, outside);
    }

    /// Out of the agent's hands; what rings for it is cancelled.
    Call givenBack() {
        var free = withoutLeg();
        return new Call(id, CallState.QUEUED, null, null, free.cancelled, hungUp, 0, consult, outside);
    }

    /// What rings for it meanwhile is cancelled.
    Call passedOn() {
        return withoutLeg().in(CallState.TRANSFERRED);
    }

    /// Who passed him on has nothing to do with him any more.
    Call inQueueAgain() {
        return new Call(id, CallState.QUEUED, leg, null, cancelled, hungUp, 0, consult, outside);
    }

    /// Who has him now, if anybody.
    public @Nullable AgentId inHandsOf() {
        return state == CallState.TRANSFERRED || state == CallState.OUTSIDE ? null : agent;
    }

    /// Who speak over it want it, even if it had been cancelled.
    Call spokenOver(@Nullable String used) {
        var still = new HashSet<>(cancelled);
        return still.remove(used) ? new Call(id, state, leg, agent, still, hungUp, losses, consult, outside) : this;
    }

    /// The current leg, if any, is cancelled.
    Call withoutLeg() {
        if (leg == null) {
            return this;
        }
        return new Call(id, state, null, agent, plus(cancelled, leg.id()), hungUp, losses, consult, outside);
    }

    Call afterHangUp(String cut) {
        return new Call(id, state, leg, agent, cancelled, plus(hungUp, cut), losses, consult, outside);
    }

    public Call asking(@Nullable Consult next) {
        return new Call(id, state, leg, agent, cancelled, hungUp, losses, next, outside);
    }

    public Call sentTo(@Nullable Outside next) {
        return new Call(id, state, leg, agent, cancelled, hungUp, losses, consult, next);
    }

    /// The colleague's phone is not wanted any more, also when it does not ring yet.
    Call without(Consult over) {
        return new Call(id, state, leg, agent, plus(cancelled, over.leg().id()), hungUp, losses, null, outside);
    }

    private static Set<String> plus(Set<String> ids, String one) {
        var all = new HashSet<>(ids);
        all.add(one);
        return all;
    }
}
