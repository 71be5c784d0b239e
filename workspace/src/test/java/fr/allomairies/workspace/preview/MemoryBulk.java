package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.ticketing.Bulk;
import fr.allomairies.ticketing.Taking;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.Ticketing;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// One ticket after the other. Only a taking is taken back.
@Component
class MemoryBulk implements Bulk {

    private final Ticketing ticketing;

    MemoryBulk(Ticketing ticketing) {
        this.ticketing = ticketing;
    }

    @Override
    public List<Outcome> work(List<Chosen> chosen, Work work, AgentId by) {
        return chosen.stream().map(one -> work(one, work, by)).toList();
    }

    private Outcome work(Chosen one, Work work, AgentId by) {
        var before = summary(one);
        var refusal = switch (work) {
            case Work.Take() -> take(one, by);
            case Work.Assign(var to) -> take(one, to);
            case Work.GiveBack() -> ticketing.giveBack(one.ticket(), by);
            case Work.Classify(var category) ->
                mine(before, by).or(() -> ticketing.classify(one.ticket(), category, by));
            case Work.Resolve(var disposition) ->
                mine(before, by).or(() -> ticketing.resolve(one.ticket(), disposition, by));
        };
        return refusal.<Outcome>map(why -> new Outcome.Refused(one.ticket(), why))
                .orElseGet(() -> new Outcome.Done(
                        one.ticket(),
                        standing(before),
                        standing(summary(one)),
                        summary(one).changedAt()));
    }

    private Optional<Refusal> take(Chosen one, AgentId by) {
        return ticketing.take(one.ticket(), by) instanceof Taking.Taken
                ? Optional.empty()
                : Optional.of(new Refusal("held", "another agent has the ticket"));
    }

    private static Optional<Refusal> mine(TicketSummary ticket, AgentId by) {
        return by.equals(ticket.owner()) ? Optional.empty() : Optional.of(new Refusal("not-yours", "take it first"));
    }

    @Override
    public List<Outcome> takeBack(List<Outcome.Done> done, AgentId by) {
        done.forEach(one -> ticketing.giveBack(one.ticket(), by));
        return List.copyOf(done);
    }

    private TicketSummary summary(Chosen one) {
        return ticketing.ticket(one.ticket()).orElseThrow().summary();
    }

    private static Standing standing(TicketSummary ticket) {
        return new Standing(
                ticket.status(),
                ticket.category(),
                Objects.requireNonNullElse(ticket.due(), LocalDate.EPOCH),
                ticket.owner(),
                null);
    }
}
