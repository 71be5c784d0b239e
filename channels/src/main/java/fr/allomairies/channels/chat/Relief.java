package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChatRelief;
import fr.allomairies.channels.chat.AssistantLines.Line;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.FollowUps;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Ending;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.DialogueState;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The assistant beside the queue. What the citizen writes goes to his ticket as ever, so that whoever takes his chat
/// reads it. Where the dialogue stands is found out from his lines, and whether it took place and how it ended from the
/// log.
@Component
class Relief implements ChatRelief, LogFollower {

    private final DrawnAssistant drawn;
    private final Dialogues dialogues;
    private final ChosenWays chosen;
    private final AssistantLines lines;
    private final AssistantVoice voice;
    private final ChatConversations conversations;
    private final BriefingText text;
    private final Ticketing ticketing;
    private final Cases cases;
    private final FollowUps followUps;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Relief(
            DrawnAssistant drawn,
            Dialogues dialogues,
            ChosenWays chosen,
            AssistantLines lines,
            AssistantVoice voice,
            ChatConversations conversations,
            BriefingText text,
            Ticketing ticketing,
            Cases cases,
            FollowUps followUps,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.drawn = drawn;
        this.dialogues = dialogues;
        this.chosen = chosen;
        this.lines = lines;
        this.voice = voice;
        this.conversations = conversations;
        this.text = text;
        this.ticketing = ticketing;
        this.cases = cases;
        this.followUps = followUps;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void takeOver(ContactId waiting) {
        transaction.executeWithoutResult(_ -> conversations
                .lockOf(waiting)
                .filter(conversation -> conversation.language().equals(AssistantTalk.LANGUAGE))
                .filter(_ -> mayBegin(waiting))
                .ifPresent(conversation -> begin(conversation, waiting)));
    }

    /// Who spoke to the assistant before he was queued has told it what he wants.
    private boolean mayBegin(ContactId contact) {
        var events = log.of(contact);
        return Stage.of(events) == Stage.WAITING
                && events.stream()
                        .noneMatch(event -> event instanceof AssistantReplied || event instanceof OfferAccepted);
    }

    /// The longest of what he has written says most.
    private void begin(Conversation conversation, ContactId contact) {
        var ticket = ticketing.byContact(contact).orElseThrow();
        var longest = conversations.sent(conversation.id()).stream()
                .filter(sent -> sent.contact().equals(contact))
                .flatMap(sent -> written(ticket, sent).stream())
                .max(Comparator.comparingInt(line -> line.text().length()))
                .orElseThrow();
        lines.add(conversation.id(), contact, longest.clientId(), longest.text(), longest.at());
        var now = clock.instant();
        voice.say(conversation, contact, text.busy(), now);
        var assistant = drawn.draw(contact, now);
        var state = assistant.begin().state();
        answer(conversation, contact, heard(assistant, conversation, contact, state, longest.text()), now);
    }

    private static Optional<Written> written(TicketView ticket, ChatConversations.Sent sent) {
        return ticket.interactions().stream()
                .filter(said -> said.direction() == Direction.IN && said.id().equals(sent.interaction()))
                .findFirst()
                .map(said -> new Written(sent.clientId(), said.text(), said.at()));
    }

    /// In the transaction of the caller, who holds the lock, and has put the line on the ticket already.
    void hear(Conversation conversation, String clientId, String line, Instant now) {
        var contact = Objects.requireNonNull(conversation.contact());
        if (isRelieved(contact) && ended(contact).isEmpty()) {
            var said = said(conversation, contact);
            lines.add(conversation.id(), contact, clientId, line, now);
            var assistant = drawn.of(contact);
            var state = dialogues.after(assistant, contact, said);
            answer(conversation, contact, heard(assistant, conversation, contact, state, line), now);
        }
    }

    /// Who just asks for a person waits for one already.
    private Turn heard(
            Assistant assistant, Conversation conversation, ContactId contact, DialogueState state, String line) {
        return dialogues.answer(assistant, conversation, contact, state, line, Relief::isEnough);
    }

    private void answer(Conversation conversation, ContactId contact, Turn turn, Instant now) {
        var ticket = ticketing.byContact(contact).orElseThrow();
        voice.say(
                conversation, contact, text.whileWaiting(turn, ticket.summary().number(), conversation.email()), now);
        log.append(new AssistantReplied(now, contact));
        if (turn.ending() != null) {
            log.append(AssistantTalk.ended(contact, turn.ending(), now));
            choose(contact, turn, now);
        }
    }

    private void choose(ContactId contact, Turn turn, Instant now) {
        switch (turn.ending()) {
            case Ending.CallBack _ -> chosen.choose(contact, dialogues.number(turn.state()), now);
            case Ending.InWriting _ -> chosen.choose(contact, null, now);
            case Ending.Handover _, Ending.Joined _, Ending.Goodbye _ -> {}
            case null -> {}
        }
    }

    @Override
    public List<Done> done(Collection<ContactId> waiting) {
        var choices = chosen.among(waiting).stream()
                .map(choice -> new Done(
                        choice.contact(),
                        choice.byTelephone() ? ContactOverflowed.CALLBACK : ContactOverflowed.ASSISTANT));
        var relieved = lines.begunWith(waiting).stream()
                .filter(this::isRelieved)
                .filter(contact -> ended(contact).filter(Relief::isEnough).isPresent())
                .filter(contact -> chosen.proposed(contact).isEmpty())
                .map(contact -> new Done(contact, ContactOverflowed.ASSISTANT));
        return Stream.concat(choices, relieved).toList();
    }

    /// Whoever is not understood, in danger, or asks for a person waits on.
    private static boolean isEnough(AssistantEnded ended) {
        return switch (ended.how()) {
            case ANSWERED, LEFT -> true;
            case UNDERSTOOD -> !ended.urgent();
            case DANGER, ASKED_FOR, LOST, ANSWER_DID_NOT_HELP, INSULT, OTHER_LANGUAGE, NOTED -> false;
        };
    }

    static boolean isEnough(Briefing briefing) {
        return briefing.why() == Why.UNDERSTOOD && !briefing.urgent();
    }

    /// Until a person has spoken to him.
    private boolean isRelieved(ContactId contact) {
        var sinceQueued = sinceQueued(contact);
        return sinceQueued.stream().anyMatch(AssistantReplied.class::isInstance)
                && sinceQueued.stream().noneMatch(OfferAccepted.class::isInstance);
    }

    /// As he was told: what the house says by now may end it otherwise, or not at all.
    private Optional<AssistantEnded> ended(ContactId contact) {
        return sinceQueued(contact).stream()
                .filter(AssistantEnded.class::isInstance)
                .map(AssistantEnded.class::cast)
                .findFirst();
    }

    private List<Event> sinceQueued(ContactId contact) {
        return log.of(contact).stream()
                .dropWhile(event -> !(event instanceof ContactQueued))
                .toList();
    }

    private List<String> said(Conversation conversation, ContactId contact) {
        return talk(conversation, contact).stream()
                .filter(Line::isFromCitizen)
                .map(Line::text)
                .toList();
    }

    private List<Line> talk(Conversation conversation, ContactId contact) {
        return lines.of(conversation.id()).stream()
                .filter(line -> line.contact().equals(contact))
                .toList();
    }

    @Override
    public String name() {
        return "chat-relief";
    }

    @Override
    public boolean wants(Event event) {
        return event instanceof ContactOverflowed overflowed && overflowed.to().equals(ContactOverflowed.ASSISTANT);
    }

    /// Routing has let him go. Of a caller telephony tells how it ends.
    @Override
    public void on(LogEntry entry) {
        var contact = ((ContactOverflowed) entry.event()).contact();
        conversations.of(contact).ifPresent(conversation -> end(conversation, contact));
    }

    /// How it ends, and what of it is left to do for people: in writing, unless he was told that nothing is.
    private void end(Conversation conversation, ContactId contact) {
        var now = clock.instant();
        var told = ended(contact).map(AssistantEnded::how).orElse(AssistantEnd.UNDERSTOOD);
        var last = last(contact, said(conversation, contact));
        if (!chosen.among(List.of(contact)).isEmpty()) {
            goOnInWriting(contact, written(conversation, contact, last));
            log.append(new ContactEnded(now, contact, Outcome.OVERFLOWED));
        } else if (told == AssistantEnd.LEFT) {
            log.append(new ContactAbandoned(now, contact, ContactEvent.Stage.WAITING));
        } else if (told == AssistantEnd.ANSWERED && isServed(contact, last.ending())) {
            log.append(new ContactEnded(now, contact, Outcome.SELF_SERVED));
        } else {
            goOnInWriting(contact, text.of(briefing(last), talk(conversation, contact)));
            log.append(new ContactEnded(now, contact, Outcome.OVERFLOWED));
        }
    }

    private Turn last(ContactId contact, List<String> said) {
        var assistant = drawn.of(contact);
        return said.isEmpty()
                ? assistant.begin()
                : dialogues.hear(
                        assistant,
                        dialogues.after(assistant, contact, said.subList(0, said.size() - 1)),
                        said.getLast());
    }

    /// Not who was to be with the request of others, which was settled meanwhile.
    private boolean isServed(ContactId contact, @Nullable Ending ending) {
        return switch (ending) {
            case null -> false;
            case Ending.Goodbye _ -> true;
            case Ending.Joined joined ->
                cases.join(ticketing.byContact(contact).orElseThrow().summary().id(), joined.request());
            case Ending.Handover _, Ending.CallBack _, Ending.InWriting _ -> false;
        };
    }

    private static Briefing briefing(Turn last) {
        if (last.ending() instanceof Ending.Handover(var briefing)) {
            return briefing;
        }
        if (last.ending() instanceof Ending.InWriting(var briefing)) {
            return briefing;
        }
        var matter = last.state().matter();
        return new Briefing(
                Why.UNDERSTOOD,
                matter == null ? null : matter.guess(),
                matter == null ? List.of() : matter.words(),
                false,
                null,
                last.state().slots());
    }

    /// Where the assistant spoke first, its ticket was opened with all that was said.
    private String written(Conversation conversation, ContactId contact, Turn last) {
        return isRelieved(contact)
                ? text.wantsWriting() + "\n" + text.of(briefing(last), talk(conversation, contact))
                : text.wantsWriting();
    }

    private void goOnInWriting(ContactId contact, String words) {
        var ticket = ticketing.byContact(contact).orElseThrow();
        followUps.write(
                ticket.summary().id(), ticket.trackingToken(), words, AssistantTalk.LANGUAGE, "assistant-" + contact);
    }

    private record Written(String clientId, String text, Instant at) {}
}
