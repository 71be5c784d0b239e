package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketEvent.IncidentDismissed;
import fr.allomairies.contact.TicketEvent.IncidentRaised;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.HotSpots;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.model.HotSpotRule;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.ReportsTogether;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Hot spots are found anew whenever somebody asks: nothing of them is kept but what was dismissed.
@Service
class HotSpotsDoor implements HotSpots {

    private final ReportsTogether reports;
    private final HotSpotSettings settings;
    private final Cases cases;
    private final Tickets tickets;
    private final Chronicle chronicle;
    private final Wording wording;
    private final EventLog log;
    private final CityClock clock;
    private final TransactionTemplate transaction;

    HotSpotsDoor(
            ReportsTogether reports,
            HotSpotSettings settings,
            Cases cases,
            Tickets tickets,
            Chronicle chronicle,
            Wording wording,
            EventLog log,
            CityClock clock,
            TransactionTemplate transaction) {
        this.reports = reports;
        this.settings = settings;
        this.cases = cases;
        this.tickets = tickets;
        this.chronicle = chronicle;
        this.wording = wording;
        this.log = log;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public List<HotSpot> found() {
        return new HotSpotRule(settings.reports(), settings.metres()).find(recent());
    }

    private List<Report> recent() {
        return reports.since(clock.now().minus(settings.within()));
    }

    /// What was seen and still stands for itself; of one category, whatever was asked.
    private Optional<HotSpot> seen(Collection<TicketId> wanted) {
        var known = recent().stream()
                .filter(report -> wanted.contains(report.ticket()))
                .toList();
        return known.stream().map(Report::category).distinct().count() == 1
                ? Optional.of(new HotSpot(known.getFirst().category(), known))
                : Optional.empty();
    }

    @Override
    public Outcome raise(Collection<TicketId> wanted, AgentId by) {
        return seen(wanted)
                .filter(spot -> spot.reports().size() > 1)
                .map(spot -> raise(spot, by))
                .orElseGet(() -> new Outcome(
                        null, 0, Refusals.refuse("hot-spot-gone", "what was seen is settled, or one matter by now")));
    }

    /// One by one, so that one that somebody has in hand keeps no other from being joined.
    private Outcome raise(HotSpot spot, AgentId by) {
        var incident = spot.incident();
        var refusals = spot.reports().stream()
                .filter(report -> !report.equals(incident))
                .map(report -> cases.merge(incident.ticket(), List.of(report.ticket()), by))
                .toList();
        var joined = (int) refusals.stream().filter(Optional::isEmpty).count();
        if (joined > 0) {
            transaction.executeWithoutResult(_ -> note(incident, spot.count(), by));
        }
        return new Outcome(
                incident.number(),
                joined,
                refusals.stream().flatMap(Optional::stream).findFirst());
    }

    private void note(Report incident, int count, AgentId by) {
        var now = clock.now();
        var ticket = tickets.lockSurvivor(incident.ticket()).orElseThrow();
        var text = wording.say(
                Locale.FRENCH,
                "ticketing.note.incident",
                count,
                settings.metres(),
                settings.within().toHours());
        chronicle.add(NewInteraction.note(ticket.id(), ticket.channel(), now, by, text), now);
        log.append(new IncidentRaised(now, ticket.id(), count, by));
    }

    @Override
    public void dismiss(Collection<TicketId> wanted, AgentId by) {
        seen(wanted)
                .ifPresent(spot -> transaction.executeWithoutResult(_ -> {
                    var now = clock.now();
                    reports.dismiss(spot.reports().stream().map(Report::ticket).toList(), by, now);
                    log.append(new IncidentDismissed(now, spot.incident().ticket(), spot.count(), by));
                }));
    }
}
