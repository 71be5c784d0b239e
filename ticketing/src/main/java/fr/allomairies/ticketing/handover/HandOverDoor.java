package fr.allomairies.ticketing.handover;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.HandOverFailed;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.MunicipalService.Way;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.Tasks.Task;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Interaction;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.flow.ServiceAnswers;
import fr.allomairies.ticketing.flow.TaskAnswers;
import fr.allomairies.ticketing.letters.Links;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.TicketTasks;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Hand-overs as the channels, the services and the administration see them.
@Service
class HandOverDoor implements HandOvers {

    private static final int MOST_WORDS = 4_000;
    private static final Pattern MAIL = Pattern.compile(
            Pattern.quote("<notice.hand-over.") + "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>]+>");

    private final HandOverStore store;
    private final HandOverKeys keys;
    private final Ticketing ticketing;
    private final Tickets tickets;
    private final TicketTasks tasks;
    private final ServiceAnswers answers;
    private final TaskAnswers taskAnswers;
    private final Chronicle chronicle;
    private final Catalogue catalogue;
    private final Wording wording;
    private final Links links;
    private final EventLog log;
    private final CityClock clock;

    HandOverDoor(
            HandOverStore store,
            HandOverKeys keys,
            Ticketing ticketing,
            Tickets tickets,
            TicketTasks tasks,
            ServiceAnswers answers,
            TaskAnswers taskAnswers,
            Chronicle chronicle,
            Catalogue catalogue,
            Wording wording,
            Links links,
            EventLog log,
            CityClock clock) {
        this.store = store;
        this.keys = keys;
        this.ticketing = ticketing;
        this.tickets = tickets;
        this.tasks = tasks;
        this.answers = answers;
        this.taskAnswers = taskAnswers;
        this.chronicle = chronicle;
        this.catalogue = catalogue;
        this.wording = wording;
        this.links = links;
        this.log = log;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<HandOver> claim(Instant now, Instant until, int limit) {
        return store.claim(now, until, limit);
    }

    @Override
    public Optional<Matter> matter(HandOver of) {
        return ticketing.ticket(of.ticket()).filter(view -> isIts(view, of)).map(view -> matter(view, of));
    }

    private Matter matter(TicketView view, HandOver of) {
        var ticket = view.summary();
        var said = view.interactions();
        var token = keys.token(of.id());
        return new Matter(
                ticket.number(),
                ticket.category().value(),
                catalogue
                        .category(ticket.category())
                        .map(Category::labelFr)
                        .orElseGet(() -> ticket.category().value()),
                wording.service(Locale.FRENCH, of.service()),
                of.task() == null
                        ? null
                        : tasks.find(of.task(), clock.today()).map(Task::text).orElse(null),
                ticket.subject(),
                words(said),
                said.stream()
                        .filter(each -> each.kind() == InteractionKind.NOTE)
                        .filter(each -> each.at().equals(of.madeAt()))
                        .map(Interaction::text)
                        .findFirst()
                        .orElse(null),
                view.place(),
                links.handOver(token),
                links.handOverAnswers(token));
    }

    /// What was said first, and last.
    private static String words(List<Interaction> said) {
        var texts = said.stream()
                .filter(each -> each.direction() == Direction.IN)
                .map(Interaction::text)
                .filter(text -> !text.isBlank())
                .map(text -> text.length() > MOST_WORDS ? text.substring(0, MOST_WORDS) + "…" : text)
                .toList();
        return switch (texts.size()) {
            case 0 -> "";
            case 1 -> texts.getFirst();
            default -> texts.getFirst() + "\n\n" + texts.getLast();
        };
    }

    /// Not when another hand-over of the same ticket or task came after.
    private boolean isIts(TicketView view, HandOver of) {
        return (of.task() == null ? isWith(view.summary(), of.service()) : isToDo(of.task()))
                && store.of(of.ticket()).stream()
                        .filter(each -> Objects.equals(each.task(), of.task()))
                        .findFirst()
                        .filter(newest -> newest.id().equals(of.id()))
                        .isPresent();
    }

    private static boolean isWith(TicketSummary ticket, ServiceCode service) {
        return ticket.status() == TicketStatus.WITH_SERVICE && service.equals(ticket.service());
    }

    private boolean isToDo(TaskId task) {
        return tasks.find(task, clock.today())
                .filter(Task::isOpen)
                .filter(known -> !known.isRefused())
                .isPresent();
    }

    @Override
    @Transactional
    public void sent(HandOver told, Instant at) {
        store.sent(told.id(), at);
    }

    @Override
    @Transactional
    public void failed(HandOver told, String code, @Nullable Instant again) {
        store.failed(told.id(), code, again);
        if (again == null) {
            tickets.lock(told.ticket()).ifPresent(ticket -> givenUp(ticket, told, code));
        }
    }

    private void givenUp(StoredTicket ticket, HandOver told, String code) {
        var now = clock.now();
        var text = wording.say(
                Locale.FRENCH, "ticketing.note.hand-over-failed", wording.service(Locale.FRENCH, told.service()), code);
        chronicle.add(NewInteraction.note(ticket.id(), ticket.channel(), now, null, text), now);
        log.append(new HandOverFailed(now, ticket.id(), told.service(), code));
    }

    @Override
    @Transactional
    public void again(UUID id) {
        store.again(id, clock.now());
    }

    @Override
    public Optional<HandOver> live(String token) {
        return keys.id(token)
                .flatMap(store::find)
                .filter(found -> clock.now().isBefore(found.expiresAt()))
                .filter(found -> ticketing
                        .ticket(found.ticket())
                        .filter(view -> isIts(view, found))
                        .isPresent());
    }

    @Override
    public boolean isOurs(String token) {
        return keys.id(token).isPresent();
    }

    @Override
    public String secret(ServiceCode service) {
        return keys.secret(service);
    }

    @Override
    @Transactional
    public Optional<Refusal> answer(HandOver of, String key, Answer answer) {
        return of.task() == null
                ? answers.take(of.ticket(), of.service(), key, answer)
                : taskAnswers.take(of.ticket(), of.task(), of.service(), key, answer);
    }

    @Override
    @Transactional
    public Optional<Refusal> refuse(TicketId ticket, ServiceCode service, @Nullable String reason, AgentId officer) {
        return answers.refuse(ticket, service, reason, officer);
    }

    @Override
    public Optional<HandOver> answered(Collection<String> threadHints, EmailAddress from) {
        return threadHints.stream()
                .flatMap(this::allMailed)
                .filter(found -> found.target().equals(from.value()))
                .findFirst();
    }

    @Override
    public Optional<HandOver> mailed(String messageId) {
        return allMailed(messageId).findFirst();
    }

    private Stream<HandOver> allMailed(String messageIds) {
        return MAIL.matcher(messageIds)
                .results()
                .map(result -> store.find(UUID.fromString(result.group(1))))
                .flatMap(Optional::stream)
                .filter(found -> found.way() == Way.MAIL);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(HandOver of, String key, String text, List<NewAttachment> files) {
        answers.keep(of.ticket(), of.service(), key, text, files);
    }

    @Override
    public List<HandOver> of(TicketId ticket) {
        return store.of(ticket);
    }

    @Override
    public List<HandOver> failing(int limit) {
        return store.failing(limit);
    }
}
