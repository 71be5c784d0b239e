package fr.allomairies.ticketing.privacy;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.PrivacyEvent.RetentionApplied;
import fr.allomairies.contact.PrivacyEvent.RetentionSet;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.Anonymisation;
import fr.allomairies.contact.TicketEvent.TicketHeldBack;
import fr.allomairies.contact.TicketEvent.TicketReleased;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Periods;
import fr.allomairies.ticketing.PersonalData;
import fr.allomairies.ticketing.PersonalData.Holding;
import fr.allomairies.ticketing.PrivacySettings;
import fr.allomairies.ticketing.Retention;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.model.TicketNumber;
import fr.allomairies.ticketing.model.WorkingDays;
import fr.allomairies.ticketing.store.PersonalRows;
import fr.allomairies.ticketing.store.PersonalRows.Candidate;
import fr.allomairies.ticketing.store.PrivacyAccount;
import fr.allomairies.ticketing.store.RetentionPeriods;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Anonymises what has been closed for as long as the city keeps it: every night, a ticket a transaction, so that a
/// death of ours in the middle costs nothing and the next night goes on. Several nodes may do it at once.
@Component
@EnableConfigurationProperties(PrivacySettings.class)
class TimedRetention implements Retention {

    private static final Logger LOG = LoggerFactory.getLogger(TimedRetention.class);
    private static final int A_NIGHT = 20_000;
    private static final int PAGE = 100;
    private static final int TRACES_AT_ONCE = 1_000;
    private static final int MOST_TRACES = 1_000_000;
    private static final int SHORTEST_WHY = 10;
    private static final int LONGEST_WHY = 500;

    private final PersonalRows rows;
    private final PrivacyAccount account;
    private final Tickets tickets;
    private final Anonymiser anonymiser;
    private final Erasures erasures;
    private final List<PersonalData> modules;
    private final RetentionPeriods periods;
    private final Catalogue catalogue;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final CityClock clock;

    TimedRetention(
            PersonalRows rows,
            PrivacyAccount account,
            Tickets tickets,
            Anonymiser anonymiser,
            Erasures erasures,
            List<PersonalData> modules,
            RetentionPeriods periods,
            PrivacySettings settings,
            Catalogue catalogue,
            EventLog log,
            TransactionTemplate transaction,
            CityClock clock) {
        this.rows = rows;
        this.account = account;
        this.tickets = tickets;
        this.anonymiser = anonymiser;
        this.erasures = erasures;
        this.modules = modules;
        this.periods = periods;
        this.catalogue = catalogue;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
        settings.categories().keySet().stream().filter(code -> !isKnown(code)).forEach(code -> {
            throw new IllegalArgumentException(
                    "allo.privacy.categories: the catalogue has neither a category nor a theme " + code);
        });
    }

    private boolean isKnown(String code) {
        return catalogue.known().stream()
                .map(category -> category.code().value())
                .anyMatch(each -> each.equals(code) || each.startsWith(code + "."));
    }

    @Override
    public Periods periods() {
        return periods.inForce();
    }

    @Override
    public Optional<Refusal> set(Periods wanted, AgentId by) {
        if (!wanted.isPossible()) {
            return Optional.of(new Refusal("months-form", "data is kept for 1 to 1200 months"));
        }
        if (!wanted.categories().keySet().stream().allMatch(this::isKnown)) {
            return Optional.of(new Refusal("code-unknown", "there is neither such a category nor such a theme"));
        }
        transaction.executeWithoutResult(_ -> {
            var now = clock.now();
            periods.add(wanted, now, by);
            log.append(new RetentionSet(now, wanted.months(), wanted.traceMonths(), by));
        });
        return Optional.empty();
    }

    @Override
    public List<Change> changes(int limit) {
        return periods.changes(limit);
    }

    @Scheduled(cron = "0 30 2 * * *", zone = "Europe/Paris")
    void everyNight() {
        apply(null, A_NIGHT);
    }

    @Override
    public Preview preview(Periods wanted) {
        var now = clock.now();
        var traces = tracesUntil(now, wanted);
        return new Preview(
                rows.dueByKind(now, wanted),
                modules.stream().mapToInt(module -> module.countBefore(traces)).sum(),
                rows.dueAndHeld(now, wanted));
    }

    @Override
    public Run apply(@Nullable AgentId by, int limit) {
        var began = clock.now();
        erasures.followUp();
        var anonymised = anonymise(began, limit);
        var tracesUntil = tracesUntil(began, periods.inForce());
        var traces = modules.stream()
                .mapToInt(module -> forget(module, tracesUntil, by == null ? MOST_TRACES : limit))
                .sum();
        forgetUnnamed(tracesUntil, limit);
        return transaction.execute(_ -> account(began, by, anonymised, traces));
    }

    private int anonymise(Instant now, int limit) {
        var anonymised = 0;
        var page = rows.due(now, Candidate.FIRST, Math.min(PAGE, limit));
        while (!page.isEmpty() && anonymised < limit) {
            for (var candidate : page) {
                anonymised += anonymise(candidate.ticket(), now);
            }
            page = rows.due(now, page.getLast(), Math.min(PAGE, limit - anonymised));
        }
        return anonymised;
    }

    /// One that fails stands in nobody's way.
    private int anonymise(TicketId ticket, Instant now) {
        try {
            return transaction.execute(_ -> anonymiseDue(ticket, now));
        } catch (RuntimeException problem) {
            LOG.atWarn().addKeyValue("ticket", ticket).setCause(problem).log("ticket-not-anonymised");
            return 0;
        }
    }

    private int anonymiseDue(TicketId ticket, Instant now) {
        var named = rows.citizens(rows.matter(ticket));
        anonymiser.serialize(named);
        var locked = tickets.lock(ticket);
        if (locked.isEmpty() || !rows.isDue(ticket, now)) {
            return 0;
        }
        var matter = rows.matter(ticket);
        anonymiser.anonymise(matter, Anonymisation.RETENTION);
        named.forEach(rows::forgetUnnamed);
        return matter.size();
    }

    private int forget(PersonalData module, Instant before, int limit) {
        var forgotten = 0;
        var some = TRACES_AT_ONCE;
        while (some > 0 && forgotten < limit) {
            var atOnce = Math.min(TRACES_AT_ONCE, limit - forgotten);
            some = transaction.execute(_ -> module.forgetBefore(before, atOnce));
            forgotten += some;
        }
        return forgotten;
    }

    /// One a transaction: a message of his that arrives just then waits for it, or names him before.
    private void forgetUnnamed(Instant before, int limit) {
        rows.unnamed(before, limit)
                .forEach(citizen -> transaction.executeWithoutResult(_ -> {
                    anonymiser.serialize(List.of(citizen));
                    rows.forgetUnnamed(citizen);
                }));
    }

    private Run account(Instant began, @Nullable AgentId by, int anonymised, int traces) {
        var before = account.runs(1).stream().findFirst().map(Run::ended).orElse(Instant.EPOCH);
        if (anonymised > 0 || account.erasedSince(before)) {
            rows.forgetWords();
        }
        account.forget(began.atZone(WorkingDays.CITY).minusYears(1).toInstant());
        var run = new Run(began, clock.now(), by, anonymised, traces);
        account.add(run);
        log.append(new RetentionApplied(run.ended(), anonymised, traces));
        return run;
    }

    private static Instant tracesUntil(Instant now, Periods periods) {
        return now.atZone(WorkingDays.CITY)
                .minus(Period.ofMonths(periods.traceMonths()))
                .toInstant();
    }

    @Override
    public List<Run> runs(int limit) {
        return account.runs(limit);
    }

    @Override
    public List<Holding> holdings() {
        return modules.stream().flatMap(module -> module.holdings().stream()).toList();
    }

    @Override
    public int months(CategoryCode category) {
        return periods.inForce().of(category);
    }

    @Override
    public Standing of(TicketId ticket) {
        return account.standing(ticket);
    }

    @Override
    public Optional<Refusal> hold(String number, String why, AgentId by) {
        var reason = why.strip();
        if (reason.length() < SHORTEST_WHY || reason.length() > LONGEST_WHY) {
            return Optional.of(new Refusal("reason-missing", "a reason has 10 to 500 characters"));
        }
        return transaction.execute(_ -> lock(number)
                .map(ticket -> hold(ticket.id(), reason, by))
                .orElseGet(() -> Optional.of(new Refusal("ticket-not-found", "there is no such ticket"))));
    }

    private Optional<Refusal> hold(TicketId ticket, String reason, AgentId by) {
        var now = clock.now();
        if (!account.hold(ticket, reason, by, now)) {
            return Optional.of(new Refusal("held-already", "it is held back already"));
        }
        log.append(new TicketHeldBack(now, ticket, by));
        return Optional.empty();
    }

    @Override
    public void release(String number, AgentId by) {
        transaction.executeWithoutResult(_ -> lock(number)
                .filter(ticket -> account.release(ticket.id()))
                .ifPresent(ticket -> log.append(new TicketReleased(clock.now(), ticket.id(), by))));
    }

    /// A hold and what it stops come one after the other.
    private Optional<StoredTicket> lock(String number) {
        return TicketNumber.read(number).flatMap(tickets::byNumber).flatMap(ticket -> tickets.lock(ticket.id()));
    }

    @Override
    public List<Hold> holds() {
        return account.holds();
    }
}
