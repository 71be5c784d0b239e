package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.telephony.LiveListening;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.moved.MovedSkills;
import fr.allomairies.workspace.shell.Problems;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The agent's own state, and what is offered to her. The one who is signed in is the agent.
@RestController
@RequestMapping("/api/desk")
class DeskApi {

    private final Routing routing;
    private final Telephony telephony;
    private final LiveListening listening;
    private final AgentDirectory directory;
    private final EventLog log;
    private final Cards cards;
    private final MovedSkills moved;

    DeskApi(
            Routing routing,
            Telephony telephony,
            LiveListening listening,
            AgentDirectory directory,
            EventLog log,
            Cards cards,
            MovedSkills moved) {
        this.moved = moved;
        this.listening = listening;
        this.routing = routing;
        this.telephony = telephony;
        this.directory = directory;
        this.log = log;
        this.cards = cards;
    }

    /// The position is read first: what happens meanwhile comes again by the stream, and is never missing.
    @GetMapping
    DeskView desk(Principal who, Locale locale) {
        var position = log.head();
        var login = new AgentId(who.getName());
        var agent = routing.agent(login);
        var all = agent.contacts().stream()
                .map(held -> cards.card(login, held, locale))
                .toList();
        Predicate<Card> offered = card -> card.phase() == Phase.OFFERED;
        return new DeskView(
                new DeskView.Person(login.value(), directory.nameOf(login)),
                agent.state(),
                agent.pauseReason(),
                agent.since(),
                agent.steered() == null ? null : SteeredView.of(agent.steered(), directory),
                moved.unread(login).stream()
                        .map(one -> MovedSkillView.of(one, directory))
                        .toList(),
                isToListen(login),
                Instant.now(),
                all.stream().filter(offered).toList(),
                all.stream().filter(offered.negate()).toList(),
                Waiting.byChannel(routing.snapshot()),
                position);
    }

    /// A phone of hers rings because she wants to listen to a call.
    private boolean isToListen(AgentId login) {
        return listening
                .latest(login)
                .filter(latest -> latest.state() == LiveListening.State.RINGING)
                .isPresent();
    }

    /// She has read which skills she was given or lost.
    ///
    /// @param position of the log up to which she was told
    @PostMapping("/moves/{position}/read")
    ResponseEntity<Void> movesRead(Principal who, @PathVariable long position) {
        moved.read(new AgentId(who.getName()), position);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/state")
    ResponseEntity<Object> state(Principal who, @Valid @RequestBody StateChange wanted) {
        var agent = new AgentId(who.getName());
        return Problems.answer(
                switch (wanted.state()) {
                    case AVAILABLE -> routing.makeAvailable(agent);
                    case PAUSED -> routing.pause(agent, wanted.pause().code());
                    case OFFLINE -> routing.signOut(agent);
                });
    }

    /// A call is taken by answering the phone, not here.
    @PostMapping("/offers/{contact}/accept")
    ResponseEntity<Object> accept(Principal who, @PathVariable ContactId contact) {
        var agent = new AgentId(who.getName());
        return Problems.answer(
                isCall(agent, contact)
                        ? Optional.of(new Refusal("answer-the-phone", "a call is taken by answering the phone"))
                        : routing.accept(agent, contact));
    }

    private boolean isCall(AgentId agent, ContactId contact) {
        return routing.agent(agent).contacts().stream()
                .anyMatch(
                        held -> held.contact().equals(contact) && held.channel().isCall());
    }

    @PostMapping("/offers/{contact}/decline")
    ResponseEntity<Object> decline(Principal who, @PathVariable ContactId contact) {
        var agent = new AgentId(who.getName());
        if (cards.held(agent, contact)
                .filter(held -> Cards.isAsked(agent, held))
                .isPresent()) {
            routing.consultEnded(contact, ConsultEnd.DECLINED);
            return Problems.answer(Optional.empty());
        }
        return Problems.answer(routing.decline(agent, contact));
    }

    /// Makes the call that was asked for on the page of a ticket, now that this page is a telephone; nothing when there
    /// is none. While the telephone has not noticed her phone yet, the call stays wanted.
    @PostMapping("/wanted-call")
    ResponseEntity<Object> wantedCall(Principal who, HttpSession session) {
        var agent = new AgentId(who.getName());
        return Problems.answer(WantedCall.take(session).flatMap(wanted -> {
            var refusal = telephony.call(agent, wanted.ticket(), wanted.number());
            refusal.filter(why -> why.code().equals("phone-unreachable")).ifPresent(_ -> wanted.keepIn(session));
            return refusal;
        }));
    }

    @GetMapping("/phone")
    Phone phone(Principal who) {
        var agent = new AgentId(who.getName());
        return new Phone(
                telephony.browserPhone(agent).orElse(null),
                telephony.sipPhone(agent).orElse(null),
                telephony.reachable(agent));
    }

    enum Wanted {
        AVAILABLE,
        PAUSED,
        OFFLINE
    }

    record StateChange(@NotNull Wanted state, @Nullable String reason) {

        PauseReason pause() {
            return reason == null ? PauseReason.BREAK : PauseReason.of(reason);
        }
    }

    record Phone(Telephony.@Nullable BrowserPhone browser, Telephony.@Nullable SipPhone sip, boolean reachable) {}
}
