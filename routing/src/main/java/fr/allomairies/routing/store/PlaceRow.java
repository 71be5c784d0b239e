package fr.allomairies.routing.store;

import static java.util.Objects.requireNonNull;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.Why;
import fr.allomairies.routing.engine.Place;
import fr.allomairies.routing.engine.Place.Consulted;
import fr.allomairies.routing.engine.Place.Ended;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Parked;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A [Place] in columns.
record PlaceRow(
        String phase,
        @Nullable AgentId agent,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Why why,
        @Nullable ContactId of) {

    private PlaceRow(
            String phase,
            @Nullable AgentId agent,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Why why) {
        this(phase, agent, since, until, why, null);
    }

    static PlaceRow of(Place place) {
        return switch (place) {
            case Waiting _ -> new PlaceRow("WAITING", null, null, null, null);
            case Offered(var agent, var since, var until, var why) -> new PlaceRow("OFFERED", agent, since, until, why);
            case InConversation(var agent, var since, var why) ->
                new PlaceRow("IN_CONVERSATION", agent, since, null, why);
            case Parked(var agent, var since, var why) -> new PlaceRow("PARKED", agent, since, null, why);
            case WrapUp(var agent, var since, var until, var why) -> new PlaceRow("WRAP_UP", agent, since, until, why);
            case Consulted(var agent, var since, var until, var why, var of) ->
                new PlaceRow("CONSULTED", agent, since, until, why, of);
            case Ended(var since) -> new PlaceRow("ENDED", null, since, null, null);
        };
    }

    Place place() {
        return switch (phase) {
            case "WAITING" -> new Waiting();
            case "OFFERED" ->
                new Offered(requireNonNull(agent), requireNonNull(since), requireNonNull(until), requireNonNull(why));
            case "IN_CONVERSATION" ->
                new InConversation(requireNonNull(agent), requireNonNull(since), requireNonNull(why));
            case "PARKED" -> new Parked(requireNonNull(agent), requireNonNull(since), requireNonNull(why));
            case "WRAP_UP" ->
                new WrapUp(requireNonNull(agent), requireNonNull(since), requireNonNull(until), requireNonNull(why));
            case "CONSULTED" ->
                new Consulted(
                        requireNonNull(agent), requireNonNull(since), until, requireNonNull(why), requireNonNull(of));
            case "ENDED" -> new Ended(requireNonNull(since));
            default -> throw new IllegalStateException("unknown phase in routing_contact: " + phase);
        };
    }
}
