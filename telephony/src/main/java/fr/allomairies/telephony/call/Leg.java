package fr.allomairies.telephony.call;

import fr.allomairies.contact.AgentId;
import java.time.Instant;

/// An agent's phones being rung for one offer of one call.
///
/// @param until end of the offer's lease
/// @param attempt 1, and more when the same offer had to be rung again
public record Leg(CallId call, AgentId agent, Instant until, int attempt) {

    static Leg of(CallId call, AgentId agent, Instant until) {
        return new Leg(call, agent, until, 1);
    }

    /// As rebuilt from its id.
    public static Leg named(String id, CallId call, AgentId agent) {
        var parts = id.substring(("leg-" + agent + "-").length()).split("-", 3);
        return new Leg(call, agent, Instant.ofEpochMilli(Long.parseLong(parts[0])), Integer.parseInt(parts[1]));
    }

    Leg again() {
        return new Leg(call, agent, until, attempt + 1);
    }

    /// The same offer has the same id, also after a restart: the line refuses to ring it twice.
    public String id() {
        return "leg-" + agent + "-" + until.toEpochMilli() + "-" + attempt + "-" + call;
    }
}
