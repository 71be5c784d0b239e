package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Bulk;
import fr.allomairies.ticketing.Bulk.Chosen;
import fr.allomairies.ticketing.Bulk.Outcome;
import fr.allomairies.ticketing.Bulk.Work;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Disposition;
import fr.allomairies.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/// What is done with the ticked lines of the list, and taken back.
@Controller
class BulkPages {

    private final Bulk bulk;
    private final Ticketing ticketing;
    private final Catalogue catalogue;
    private final AgentDirectory directory;
    private final Clock clock;

    BulkPages(Bulk bulk, Ticketing ticketing, Catalogue catalogue, AgentDirectory directory, Clock clock) {
        this.bulk = bulk;
        this.ticketing = ticketing;
        this.catalogue = catalogue;
        this.directory = directory;
        this.clock = clock;
    }

    /// Who can have requests in hand, by name.
    static List<Account> assignable(AgentDirectory directory) {
        return directory.accounts().stream()
                .filter(Account::active)
                .filter(account -> account.role() != Role.OFFICER)
                .sorted(Comparator.comparing(Account::name))
                .toList();
    }

    /// @param line each a number, when it had changed last, and who had it
    @PostMapping("/tickets/bulk")
    String work(
            @RequestParam String what,
            @RequestParam(defaultValue = "") List<String> line,
            @RequestParam(defaultValue = "") String wantedCategory,
            @RequestParam(defaultValue = "") String disposition,
            @RequestParam(defaultValue = "") String agent,
            @RequestParam(required = false) @Nullable String search,
            @ModelAttribute TicketQuery asked,
            HttpServletRequest request,
            HttpSession session,
            Principal who,
            RedirectAttributes flash) {
        var back = "redirect:" + asked.address(Searches.of(session).find(search).isPresent() ? search : null, false);
        var seen = line.stream().limit(Bulk.MOST).map(Seen::of).collect(Seen.BY_NUMBER);
        if (seen.isEmpty()) {
            flash.addFlashAttribute("problem", "none");
            return back;
        }
        if (what.equals("merge")) {
            return "redirect:"
                    + UriComponentsBuilder.fromPath("/tickets/merge")
                            .queryParam("number", seen.keySet())
                            .encode()
                            .toUriString();
        }
        var work = work(what, wantedCategory, disposition, agent, request);
        if (work.isEmpty()) {
            flash.addFlashAttribute("problem", what);
            return back;
        }
        var tickets = ticketing.numbered(seen.keySet());
        var chosen = tickets.stream()
                .map(ticket -> Objects.requireNonNull(seen.get(ticket.number())).chosen(ticket.id()))
                .toList();
        report(session, what, false, bulk.work(chosen, work.get(), me(who)), seen.keySet());
        return back;
    }

    /// Empty where what it takes was not chosen.
    private Optional<Work> work(
            String what, String category, String disposition, String agent, HttpServletRequest request) {
        return switch (what) {
            case "take" -> Optional.of(new Work.Take());
            case "give-back" -> Optional.of(new Work.GiveBack());
            case "classify" ->
                catalogue.categories().stream()
                        .filter(known -> known.code().value().equals(category))
                        .findFirst()
                        .map(known -> new Work.Classify(new CategoryCode(category)));
            case "resolve" ->
                Optional.of(disposition).filter(Disposition.CODES::contains).map(Work.Resolve::new);
            case "assign" -> {
                if (!request.isUserInRole("SUPERVISOR")) {
                    throw new ResponseStatusException(HttpStatus.FORBIDDEN);
                }
                yield assignable(directory).stream()
                        .filter(account -> account.login().value().equals(agent))
                        .findFirst()
                        .map(account -> new Work.Assign(account.login()));
            }
            default -> throw new IllegalArgumentException("no such work: " + what);
        };
    }

    @PostMapping("/tickets/bulk/take-back")
    String takeBack(
            @RequestParam String key,
            @RequestParam(required = false) @Nullable String search,
            @ModelAttribute TicketQuery asked,
            HttpSession session,
            Principal who,
            RedirectAttributes flash) {
        BulkReport.take(session, key, clock.instant())
                .ifPresentOrElse(
                        last -> report(session, last.what(), true, bulk.takeBack(last.done(), me(who)), last.numbers()),
                        () -> flash.addFlashAttribute("problem", "too-late"));
        return "redirect:" + asked.address(Searches.of(session).find(search).isPresent() ? search : null, false);
    }

    private void report(
            HttpSession session, String what, boolean undone, List<Outcome> outcomes, Collection<String> numbers) {
        Map<Object, TicketSummary> now =
                ticketing.numbered(numbers).stream().collect(Collectors.toMap(TicketSummary::id, Function.identity()));
        BulkReport.keep(
                session,
                BulkReport.of(
                        UUID.randomUUID().toString(),
                        what,
                        undone,
                        outcomes,
                        now,
                        directory,
                        clock.instant().plus(BulkReport.KEPT_FOR)));
    }

    /// What no form of ours sends.
    @ExceptionHandler({IllegalArgumentException.class, DateTimeException.class})
    void unusable(HttpServletResponse answer) throws IOException {
        answer.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }

    private static AgentId me(Principal who) {
        return new AgentId(who.getName());
    }

    /// A line as it was shown.
    record Seen(String number, Instant read, @Nullable AgentId owner) {

        private static final java.util.stream.Collector<Seen, ?, Map<String, Seen>> BY_NUMBER =
                Collectors.toMap(Seen::number, Function.identity(), (first, _) -> first, LinkedHashMap::new);

        static Seen of(String line) {
            var parts = line.split(" ", 3);
            if (parts.length < 2) {
                throw new IllegalArgumentException("a line is a number, a time and an agent");
            }
            return new Seen(
                    parts[0],
                    Instant.parse(parts[1]),
                    parts.length < 3 || parts[2].isEmpty() ? null : new AgentId(parts[2]));
        }

        Chosen chosen(TicketId ticket) {
            return new Chosen(ticket, read, owner);
        }
    }
}
