package fr.allomairies.workspace.tickets;

import fr.allomairies.channels.AcceptedReports;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.telephony.Appointments;
import fr.allomairies.telephony.RecordingArchive;
import fr.allomairies.ticketing.Bulk;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.Readings;
import fr.allomairies.ticketing.Readings.Purpose;
import fr.allomairies.ticketing.Retention;
import fr.allomairies.ticketing.Satisfaction;
import fr.allomairies.ticketing.Taking;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.Tasks.Asked;
import fr.allomairies.ticketing.Tasks.For;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Disposition;
import fr.allomairies.workspace.lists.SavedLists;
import fr.allomairies.workspace.recordings.Show;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The queue and the search. What somebody looks for may be a name or a telephone: it is posted, and stands in no
/// address.
@Controller
class TicketPages {

    private static final int HISTORY = 20;
    private static final int READINGS = 50;
    private static final List<String> CHANNELS =
            List.of("voice", "relay", "email", "report", "chat", "chat-whatsapp", "chat-messenger", "web");

    private final Ticketing ticketing;
    private final Cases cases;
    private final EventLog log;
    private final Catalogue catalogue;
    private final AgentDirectory directory;
    private final Routing routing;
    private final RecordingArchive recordings;
    private final Satisfaction satisfaction;
    private final Retention retention;
    private final Readings readings;
    private final Appointments appointments;
    private final SavedLists lists;
    private final Clock clock;
    private final Reach reach;
    private final AcceptedReports acceptedReports;
    private final Following following;
    private final Tasks tasks;
    private final HandOvers handOvers;

    TicketPages(
            Ticketing ticketing,
            Cases cases,
            EventLog log,
            Catalogue catalogue,
            AgentDirectory directory,
            Routing routing,
            RecordingArchive recordings,
            Satisfaction satisfaction,
            Retention retention,
            Readings readings,
            Appointments appointments,
            SavedLists lists,
            Reach reach,
            AcceptedReports acceptedReports,
            Following following,
            Tasks tasks,
            HandOvers handOvers,
            Clock clock) {
        this.handOvers = handOvers;
        this.tasks = tasks;
        this.following = following;
        this.lists = lists;
        this.reach = reach;
        this.acceptedReports = acceptedReports;
        this.clock = clock;
        this.ticketing = ticketing;
        this.cases = cases;
        this.log = log;
        this.catalogue = catalogue;
        this.directory = directory;
        this.routing = routing;
        this.recordings = recordings;
        this.satisfaction = satisfaction;
        this.retention = retention;
        this.readings = readings;
        this.appointments = appointments;
    }

    /// @param search the key of what was looked for
    @GetMapping("/tickets")
    String queue(
            @RequestParam(required = false) @Nullable String search,
            @ModelAttribute("asked") TicketQuery asked,
            HttpServletRequest request,
            HttpSession session,
            Principal who,
            Locale locale,
            Model page) {
        var kept = Searches.of(session).find(search);
        page.addAttribute("search", kept.isPresent() ? search : null);
        page.addAttribute("supervisor", request.isUserInRole("SUPERVISOR"));
        bulk(session, page);
        return list(
                kept.map(words -> words.withAll(asked.all())).orElseGet(() -> asked(asked, agent(who))),
                agent(who),
                locale,
                page);
    }

    private TicketQuery asked(TicketQuery asked, AgentId reader) {
        return asked.listAsked()
                .flatMap(id -> lists.find(id, reader))
                .map(saved -> TicketQuery.of(saved, asked.all(), asked.page()))
                .orElseGet(asked::withoutWords);
    }

    /// What was just done with many, for as long as it can be taken back.
    private void bulk(HttpSession session, Model page) {
        BulkReport.last(session, clock.instant()).ifPresent(last -> {
            page.addAttribute("bulk", last);
            page.addAttribute(
                    "seconds", Duration.between(clock.instant(), last.until()).toSeconds());
        });
    }

    @PostMapping("/tickets")
    String search(@ModelAttribute("asked") TicketQuery asked, HttpSession session) {
        return "redirect:/tickets?search=" + Searches.of(session).keep(asked);
    }

    /// One line more than a page has says whether there is a next one.
    private String list(TicketQuery asked, AgentId reader, Locale locale, Model page) {
        var found =
                ticketing.search(asked.filter(reader, LocalDate.now(Shown.CITY)), asked.lines() + 1, asked.offset());
        var saved = lists.of(reader);
        page.addAttribute("asked", asked);
        page.addAttribute("lists", saved);
        page.addAttribute(
                "opened",
                asked.listAsked()
                        .flatMap(id -> saved.stream()
                                .filter(list -> list.id().equals(id))
                                .findFirst())
                        .orElse(null));
        page.addAttribute("me", reader);
        page.addAttribute("orders", TicketQuery.ORDERS);
        page.addAttribute("columns", TicketQuery.COLUMNS);
        page.addAttribute("categories", catalogue.categories());
        page.addAttribute("dispositions", Disposition.CODES);
        page.addAttribute("agents", BulkPages.assignable(directory));
        page.addAttribute("directory", directory);
        page.addAttribute("most", Bulk.MOST);
        page.addAttribute("everything", asked.address((String) page.getAttribute("search"), true));
        page.addAttribute("views", TicketQuery.VIEWS);
        page.addAttribute("toCallBack", ticketing.missedCalls());
        page.addAttribute("unseen", following.counts(List.of(reader)).getOrDefault(reader, Following.Count.NONE));
        page.addAttribute("myTasks", tasks.count(new Asked.Of(new For.Person(reader))));
        page.addAttribute("news", asked.isOfNews() ? following.unseen(reader) : Map.of());
        page.addAttribute("missedAppointments", appointments.missed());
        page.addAttribute(
                "missed",
                ticketing.missedCalls(
                        found.tickets().stream().map(TicketSummary::id).toList()));
        page.addAttribute("found", found);
        page.addAttribute("lines", found.tickets().stream().limit(asked.lines()).toList());
        page.addAttribute("more", found.tickets().size() > asked.lines() && asked.number() < TicketQuery.LAST_PAGE);
        page.addAttribute("accepted", found.tickets().isEmpty() ? accepted(asked.text()) : null);
        page.addAttribute("statuses", TicketStatus.values());
        page.addAttribute("channels", CHANNELS);
        page.addAttribute("services", catalogue.services());
        page.addAttribute("show", new Shown(catalogue, locale));
        return "tickets/list";
    }

    /// When a report under the number came whose ticket is yet to be opened.
    private @Nullable Instant accepted(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(acceptedReports::since).orElse(null);
    }

    @GetMapping("/tickets/{number}")
    String ticket(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String from,
            HttpServletRequest request,
            Principal who,
            Locale locale,
            Model page,
            RedirectAttributes flash) {
        var view = view(number);
        var merged = view.summary().merged();
        if (merged != null) {
            page.asMap().forEach(flash::addFlashAttribute);
            return "redirect:/tickets/" + merged.number() + "?from="
                    + view.summary().number();
        }
        var id = view.summary().id();
        var joined = cases.joined(id);
        page.addAttribute("ticket", view);
        page.addAttribute("joined", joined);
        page.addAttribute(
                "from",
                joined.stream()
                        .filter(each -> each.ticket().number().equals(from))
                        .findFirst()
                        .orElse(null));
        page.addAttribute(
                "writable",
                reach.of(view.summary(), view.citizen())
                        || joined.stream().anyMatch(each -> reach.of(each.ticket(), each.citizen())));
        page.addAttribute("mailRefused", reach.isRefused(view.citizen()));
        page.addAttribute("window", reach.window(view.summary()).orElse(null));
        page.addAttribute("categories", catalogue.categories());
        page.addAttribute(
                "handOvers",
                view.summary().status() == TicketStatus.WITH_SERVICE
                        ? handOvers.of(id).stream().limit(1).toList()
                        : List.of());
        page.addAttribute("splitFrom", cases.splitFrom(id).orElse(null));
        page.addAttribute(
                "last",
                view.interactions().isEmpty()
                        ? ""
                        : view.interactions().getLast().id());
        if (page.getAttribute("since") instanceof Since since) {
            page.addAttribute("changes", Change.since(since.read(), since.last(), view, log.of(id)));
        }
        page.addAttribute(
                "others",
                ticketing.history(id, HISTORY).stream()
                        .filter(other ->
                                other.merged() == null || !other.merged().into().equals(id))
                        .toList());
        page.addAttribute("satisfaction", satisfaction.of(id).orElse(null));
        page.addAttribute("owner", owner(view));
        var followers = following.followers(id);
        page.addAttribute("follows", followers.contains(agent(who)));
        page.addAttribute(
                "followers", followers.stream().map(directory::nameOf).sorted().toList());
        following.seen(id, agent(who));
        var toDo = tasks.of(id);
        page.addAttribute("tasks", toDo);
        page.addAttribute("openTasks", toDo.stream().filter(Tasks.Task::isOpen).toList());
        page.addAttribute("tasksMayCome", Shown.isOpen(view.summary().status()));
        page.addAttribute("agents", BulkPages.assignable(directory));
        page.addAttribute("appointment", appointments.of(id).orElse(null));
        page.addAttribute("minutes", AppointmentPages.MINUTES);
        page.addAttribute("missed", ticketing.missedCalls(List.of(id)).get(id));
        page.addAttribute(
                "missedJoined",
                ticketing.missedCalls(
                        joined.stream().map(each -> each.ticket().id()).toList()));
        page.addAttribute("mine", agent(who).equals(view.summary().owner()));
        page.addAttribute("work", Work.on(view, catalogue, page));
        page.addAttribute("inHand", inHand(view, agent(who)));
        page.addAttribute("recordings", request.isUserInRole("SUPERVISOR") ? recordings.of(contacts(view)) : List.of());
        var purpose = purpose(view, agent(who));
        readings.read(id, agent(who), purpose);
        joined.forEach(each -> readings.read(each.ticket().id(), agent(who), purpose));
        page.addAttribute("standing", retention.of(id));
        page.addAttribute("readings", request.isUserInRole("SUPERVISOR") ? readings.of(id, READINGS) : null);
        page.addAttribute("calls", new Show(directory));
        page.addAttribute("directory", directory);
        page.addAttribute("show", new Shown(catalogue, locale));
        return "tickets/ticket";
    }

    private Purpose purpose(TicketView view, AgentId reader) {
        var inHand = routing.agent(reader).contacts().stream().anyMatch(held -> isOf(view, held.ticket()));
        if (inHand) {
            return Purpose.CONTACT;
        }
        return reader.equals(view.summary().owner()) ? Purpose.OWNER : Purpose.LOOKED_UP;
    }

    private static Set<ContactId> contacts(TicketView view) {
        return view.interactions().stream()
                .map(TicketView.Interaction::contact)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /// The others who are at work on a contact of this ticket now; what only rings is in nobody's hands.
    private List<String> inHand(TicketView view, AgentId reader) {
        return routing.snapshot().agents().stream()
                .filter(other -> !other.agent().equals(reader))
                .filter(other -> other.contacts().stream()
                        .anyMatch(held -> isOf(view, held.ticket()) && held.phase() != Phase.OFFERED))
                .map(other -> directory.nameOf(other.agent()))
                .toList();
    }

    private static boolean isOf(TicketView view, TicketId ticket) {
        return ticket.equals(view.summary().id())
                || view.interactions().stream().anyMatch(said -> said.ticket().equals(ticket));
    }

    /// Whoever comes second is shown the ticket with the name of who was first.
    @PostMapping("/tickets/{number}/take")
    String take(@PathVariable String number, Principal who, RedirectAttributes flash) {
        switch (ticketing.take(view(number).summary().id(), agent(who))) {
            case Taking.Taken _ -> {}
            case Taking.NoTicket _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Taking.HeldBy(var owner) -> flash.addFlashAttribute("late", directory.nameOf(owner));
        }
        return "redirect:/tickets/" + number;
    }

    @PostMapping("/tickets/{number}/give-back")
    String giveBack(@PathVariable String number, Principal who) {
        var _ = ticketing.giveBack(view(number).summary().id(), agent(who));
        return "redirect:/tickets/" + number;
    }

    @PostMapping("/tickets/{number}/called-back")
    String calledBack(@PathVariable String number, Principal who, RedirectAttributes flash) {
        ticketing
                .calledBack(view(number).summary().id(), agent(who))
                .ifPresentOrElse(
                        refusal -> flash.addFlashAttribute("refused", refusal.code()),
                        () -> flash.addFlashAttribute("done", "called-back"));
        return "redirect:/tickets/" + number;
    }

    private TicketView view(String number) {
        return ticketing.byNumber(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private @Nullable String owner(TicketView view) {
        var owner = view.summary().owner();
        return owner == null ? null : directory.nameOf(owner);
    }

    private static AgentId agent(Principal who) {
        return new AgentId(who.getName());
    }
}
