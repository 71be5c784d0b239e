package fr.allomairies.telephony.flow;

import static fr.allomairies.telephony.flow.Refusals.AWAY;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.call.CallEvent.Placed;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Begins the calls that agents make. What is to be done is stored before routing is asked, so that a call that was cut
/// short by our death is accounted for afterwards.
@Component
class CallingOut {

    private static final Refusal NO_PHONE = new Refusal("phone-unreachable", "no phone of the agent can be rung");
    private static final Refusal NO_TICKET = new Refusal("ticket-not-found", "there is no such ticket");

    /// Of her own phone.
    private static final Duration RINGS = Duration.ofSeconds(20);

    private final Calls calls;
    private final CallStore store;
    private final Phones phones;
    private final Line line;
    private final Routing routing;
    private final Ticketing ticketing;
    private final Catalogue catalogue;
    private final CallerNumbers numbers;
    private final Clock clock;

    CallingOut(
            Calls calls,
            CallStore store,
            Phones phones,
            Line line,
            Routing routing,
            Ticketing ticketing,
            Catalogue catalogue,
            CallerNumbers numbers,
            Clock clock) {
        this.calls = calls;
        this.store = store;
        this.phones = phones;
        this.line = line;
        this.routing = routing;
        this.ticketing = ticketing;
        this.catalogue = catalogue;
        this.numbers = numbers;
        this.clock = clock;
    }

    Optional<Refusal> call(AgentId agent, TicketId ticket, String typed) {
        var number = numbers.parse(typed);
        return numbers.refusal(number)
                .or(() -> refusal(agent))
                .or(() -> ticketing
                        .ticket(ticket)
                        .map(view -> place(agent, view, Objects.requireNonNull(number)))
                        .orElse(Optional.of(NO_TICKET)));
    }

    private Optional<Refusal> refusal(AgentId agent) {
        if (!line.isReached()) {
            return Optional.of(AWAY);
        }
        return phones.reachable(agent) ? Optional.empty() : Optional.of(NO_PHONE);
    }

    private Optional<Refusal> place(AgentId agent, TicketView ticket, PhoneNumber number) {
        var call = CallId.placed(UUID.randomUUID());
        var summary = ticket.summary();
        store.placed(call, summary.id(), number, agent, clock.instant());
        var refusal = routing.placeCall(
                agent,
                call.contact(),
                summary.id(),
                summary.category(),
                List.of(need(summary.category())),
                ticket.language());
        if (refusal.isPresent()) {
            store.forget(call);
        } else {
            calls.tell(call, new Placed(clock.instant().plus(RINGS)));
        }
        return refusal;
    }

    private SkillNeed need(CategoryCode code) {
        var skill = catalogue
                .category(code)
                .map(Category::skill)
                .orElseGet(() -> catalogue.other().skill());
        return new SkillNeed(skill, SkillNeed.LOWEST);
    }
}
