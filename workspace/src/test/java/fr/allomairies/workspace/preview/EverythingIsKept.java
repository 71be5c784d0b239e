package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Periods;
import fr.allomairies.ticketing.PersonalData;
import fr.allomairies.ticketing.Readings;
import fr.allomairies.ticketing.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Nothing in the preview grows old, and nobody asks who looked.
final class EverythingIsKept implements Retention, Readings {

    @Override
    public Periods periods() {
        return new Periods(24, Map.of(), Map.of(), 12);
    }

    @Override
    public Optional<Refusal> set(Periods periods, AgentId by) {
        return Optional.empty();
    }

    @Override
    public List<Change> changes(int limit) {
        return List.of();
    }

    @Override
    public Preview preview(Periods periods) {
        return new Preview(List.of(), 0, 0);
    }

    @Override
    public Run apply(@Nullable AgentId by, int limit) {
        return new Run(Instant.EPOCH, Instant.EPOCH, by, 0, 0);
    }

    @Override
    public List<Run> runs(int limit) {
        return List.of();
    }

    @Override
    public List<PersonalData.Holding> holdings() {
        return List.of();
    }

    @Override
    public int months(CategoryCode category) {
        return 1;
    }

    @Override
    public Standing of(TicketId ticket) {
        return new Standing(null, false);
    }

    @Override
    public Optional<Refusal> hold(String number, String why, AgentId by) {
        return Optional.of(new Refusal("ticket-not-found", "nothing is held in the preview"));
    }

    @Override
    public void release(String number, AgentId by) {}

    @Override
    public List<Hold> holds() {
        return List.of();
    }

    @Override
    public void read(TicketId ticket, AgentId reader, Purpose purpose) {}

    @Override
    public List<Reading> of(TicketId ticket, int limit) {
        return List.of();
    }
}
