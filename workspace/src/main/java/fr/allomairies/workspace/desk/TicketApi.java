package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Detail;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Readings;
import fr.allomairies.ticketing.Readings.Purpose;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Taking;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.following.Mentions;
import fr.allomairies.workspace.shell.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The ticket beside the conversation. Every téléconseiller may read and complete every ticket: citizens call back,
/// and whoever answers must be able to go on.
@RestController
@RequestMapping("/api/desk/tickets/{ticket}")
class TicketApi {

    private static final int HISTORY = 20;
    private static final Refusal NOT_FOUND = new Refusal("ticket-not-found", "there is no such ticket");

    private static final Refusal TOO_MANY =
            new Refusal("mentions-too-many", "a note names at most " + Following.MOST_MENTIONED);

    private static final Refusal NAME_BLANK =
            new Refusal("name-blank", "the citizen's other tickets carry the name too: it is replaced, not emptied");

    private final Ticketing ticketing;
    private final TicketScreens screens;
    private final Labels labels;
    private final AgentDirectory directory;
    private final Readings readings;
    private final Following following;
    private final Mentions mentions;
    private final Cards cards;

    TicketApi(
            Ticketing ticketing,
            TicketScreens screens,
            Labels labels,
            AgentDirectory directory,
            Readings readings,
            Following following,
            Mentions mentions,
            Cards cards) {
        this.cards = cards;
        this.following = following;
        this.mentions = mentions;
        this.ticketing = ticketing;
        this.screens = screens;
        this.labels = labels;
        this.directory = directory;
        this.readings = readings;
    }

    @GetMapping
    ResponseEntity<Object> ticket(Principal who, @PathVariable TicketId ticket, Locale locale) {
        return with(ticket, view -> {
            readings.read(ticket, agent(who), Purpose.CONTACT);
            if (cards.holds(agent(who), ticket)) {
                following.seen(ticket, agent(who));
            }
            return ResponseEntity.ok(screens.screen(view, ticketing.history(ticket, HISTORY), locale));
        });
    }

    @PostMapping("/notes")
    ResponseEntity<Object> note(Principal who, @PathVariable TicketId ticket, @Valid @RequestBody Note note) {
        var mentioned = mentions.in(note.text());
        return mentioned.size() > Following.MOST_MENTIONED
                ? Problems.refused(TOO_MANY)
                : with(
                        ticket,
                        _ -> following
                                .refusesNotes(ticket)
                                .map(Problems::refused)
                                .orElseGet(() -> written(agent(who), ticket, note, mentioned)));
    }

    private ResponseEntity<Object> written(AgentId who, TicketId ticket, Note note, Set<AgentId> mentioned) {
        var said = following.note(ticket, who, cards.holds(who, ticket), note.text(), mentioned, note.key());
        return ticketing
                .saidOtherwise(said, note.text())
                .map(Problems::refused)
                .orElseGet(() -> ResponseEntity.ok(new ContactApi.Written(said.toString())));
    }

    /// 204 when it is the caller's, 409 with the name of who was first.
    @PostMapping("/take")
    ResponseEntity<Object> take(Principal who, @PathVariable TicketId ticket) {
        return switch (ticketing.take(ticket, agent(who))) {
            case Taking.Taken _ -> ResponseEntity.noContent().build();
            case Taking.NoTicket _ -> Problems.refused(NOT_FOUND);
            case Taking.HeldBy(var owner) -> Problems.refused(new Refusal("ticket-taken", directory.nameOf(owner)));
        };
    }

    @PostMapping("/give-back")
    ResponseEntity<Object> giveBack(Principal who, @PathVariable TicketId ticket) {
        return Problems.answer(ticketing.giveBack(ticket, agent(who)));
    }

    @PostMapping("/category")
    ResponseEntity<Object> classify(
            Principal who, @PathVariable TicketId ticket, @Valid @RequestBody Classification wanted) {
        return Problems.answer(ticketing.classify(ticket, new CategoryCode(wanted.category()), agent(who)));
    }

    /// What is left out stays as it is; an e-mail, a phone or an address that is empty is taken away.
    @PostMapping("/description")
    ResponseEntity<Object> describe(
            Principal who, @PathVariable TicketId ticket, @Valid @RequestBody Description wanted) {
        return with(
                ticket,
                view -> Problems.answer(
                        wanted.isNameEmpty() ? Optional.of(NAME_BLANK) : describe(view, wanted, agent(who))));
    }

    private Optional<Refusal> describe(TicketView view, Description wanted, AgentId who) {
        var ticket = view.summary().id();
        var subject = wanted.subject() == null ? null : wanted.subject().strip();
        return ticketing
                .describe(ticket, subject, wanted.place(view), wanted.citizen(view, labels), who)
                .or(() -> wanted.emptied()
                        .flatMap(detail -> ticketing.forget(ticket, detail, who).stream())
                        .findFirst());
    }

    @PostMapping("/hand-over")
    ResponseEntity<Object> handOver(Principal who, @PathVariable TicketId ticket, @Valid @RequestBody HandOver wanted) {
        return Problems.answer(
                ticketing.handOver(ticket, new ServiceCode(wanted.service()), given(wanted.note()), agent(who)));
    }

    private ResponseEntity<Object> with(TicketId ticket, Function<TicketView, ResponseEntity<Object>> answer) {
        return ticketing.ticket(ticket).map(answer).orElseGet(() -> Problems.refused(NOT_FOUND));
    }

    private static AgentId agent(Principal who) {
        return new AgentId(who.getName());
    }

    private static @Nullable String given(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /// @param key the same key again is the same note
    record Note(
            @NotBlank @Size(max = 20_000) String text,
            @NotBlank @Size(max = 80) String key) {}

    record Classification(@NotBlank String category) {}

    record HandOver(
            @NotBlank String service,
            @Nullable @Size(max = 20_000) String note) {}

    record Description(
            @Nullable @Size(max = 200) String subject,
            @Nullable @Size(max = 300) String address,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable @Size(max = 120) String name,
            @Nullable @Size(max = 254) String email,
            @Nullable @Size(max = 40) String phone) {

        private boolean isNameEmpty() {
            return isEmptied(name);
        }

        private Stream<Detail> emptied() {
            return Stream.of(
                            isEmptied(email) ? Detail.EMAIL : null,
                            isEmptied(phone) ? Detail.PHONE : null,
                            isEmptied(address) ? Detail.ADDRESS : null)
                    .flatMap(Stream::ofNullable);
        }

        private static boolean isEmptied(@Nullable String typed) {
            return typed != null && typed.isBlank();
        }

        private @Nullable Place place(TicketView view) {
            if (given(address) == null && latitude == null && longitude == null) {
                return null;
            }
            var known = Objects.requireNonNullElse(view.place(), new Place(null, null, null));
            var moved = latitude != null || longitude != null;
            return new Place(
                    moved ? latitude : known.latitude(),
                    moved ? longitude : known.longitude(),
                    given(address) == null ? known.address() : given(address));
        }

        private @Nullable Sender citizen(TicketView view, Labels labels) {
            if (given(name) == null && given(email) == null && given(phone) == null) {
                return null;
            }
            var known = view.citizen();
            return new Sender(
                    given(name) == null ? known.name() : given(name),
                    given(email) == null ? known.email() : new EmailAddress(Objects.requireNonNull(given(email))),
                    given(phone) == null ? known.phone() : labels.phone(Objects.requireNonNull(given(phone))));
        }
    }
}
