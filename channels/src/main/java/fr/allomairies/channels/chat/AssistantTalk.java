package fr.allomairies.channels.chat;

import fr.allomairies.channels.chat.AssistantLines.Line;
import fr.allomairies.channels.content.Language;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Ending;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.DialogueState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The first lines of a conversation, which the assistant answers where the city wants it. In the transaction of the
/// caller, who holds the lock of the conversation.
@Component
class AssistantTalk {

    /// What the assistant speaks.
    static final String LANGUAGE = "fr";

    /// By which anybody reaches a person.
    private static final String PERSON = "conseiller";

    private final DrawnAssistant drawn;
    private final Dialogues dialogues;
    private final ChosenWays chosen;
    private final AssistantLines lines;
    private final AssistantVoice voice;
    private final ChatConversations conversations;
    private final ContactOpening opening;
    private final BriefingText text;
    private final Ticketing ticketing;
    private final EventLog log;
    private final ChatSettings settings;

    AssistantTalk(
            DrawnAssistant drawn,
            Dialogues dialogues,
            ChosenWays chosen,
            AssistantLines lines,
            AssistantVoice voice,
            ChatConversations conversations,
            ContactOpening opening,
            BriefingText text,
            Ticketing ticketing,
            EventLog log,
            ChatSettings settings) {
        this.drawn = drawn;
        this.dialogues = dialogues;
        this.chosen = chosen;
        this.lines = lines;
        this.voice = voice;
        this.conversations = conversations;
        this.opening = opening;
        this.text = text;
        this.ticketing = ticketing;
        this.log = log;
        this.settings = settings;
    }

    /// Who has spoken to a person already is not sent back to the machine, and who writes another language not to it.
    boolean takes(Conversation conversation, String line) {
        return settings.assistant()
                && conversation.ticket() == null
                && conversation.language().equals(LANGUAGE)
                && Language.of(line).equals(LANGUAGE);
    }

    void begin(Conversation conversation, String clientId, String line, Instant now) {
        var contact = ContactId.next();
        conversations.begin(conversation.id(), contact, null, now);
        log.append(new ContactArrived(now, contact, conversation.channel()));
        lines.add(conversation.id(), contact, clientId, line, now);
        var assistant = drawn.draw(contact, now);
        var hello = assistant.begin();
        voice.say(conversation, contact, text.of(hello.replies()), now);
        answer(conversation, contact, heard(assistant, conversation, contact, hello.state(), line), now);
    }

    void hear(Conversation conversation, String clientId, String line, Instant now) {
        var contact = Objects.requireNonNull(conversation.contact());
        var assistant = drawn.of(contact);
        var state = dialogues.after(assistant, contact, said(conversation, contact));
        lines.add(conversation.id(), contact, clientId, line, now);
        answer(conversation, contact, heard(assistant, conversation, contact, state, line), now);
    }

    private Turn heard(
            Assistant assistant, Conversation conversation, ContactId contact, DialogueState state, String line) {
        return dialogues.answer(assistant, conversation, contact, state, line, _ -> true);
    }

    /// What he sends is for people to look at.
    void passOn(Conversation conversation, String clientId, String line, Instant now) {
        var contact = Objects.requireNonNull(conversation.contact());
        var assistant = drawn.of(contact);
        var state = dialogues.after(assistant, contact, said(conversation, contact));
        lines.add(conversation.id(), contact, clientId, line, now);
        var turn = dialogues.hear(assistant, state, line);
        answer(
                conversation,
                contact,
                turn.ending() instanceof Ending.Handover ? turn : assistant.hear(state, PERSON),
                now);
    }

    /// The citizen leaves in the middle: what he wanted waits for a person all the same.
    ///
    /// @return whether it waits
    boolean leave(Conversation conversation, Instant now) {
        var contact = Objects.requireNonNull(conversation.contact());
        var assistant = drawn.of(contact);
        var left = assistant.left(dialogues.after(assistant, contact, said(conversation, contact)));
        log.append(new AssistantEnded(
                now, contact, AssistantEnd.LEFT, left.map(Dialogues::category).orElse(null), false));
        left.ifPresentOrElse(
                briefing -> handOver(conversation, contact, briefing, now),
                () -> log.append(new ContactAbandoned(now, contact, ContactEvent.Stage.MENU)));
        return left.isPresent();
    }

    private void answer(Conversation conversation, ContactId contact, Turn turn, Instant now) {
        if (!turn.replies().isEmpty()) {
            voice.say(conversation, contact, text.of(turn.replies()), now);
        }
        log.append(new AssistantReplied(now, contact));
        end(conversation, contact, turn, now);
    }

    private void end(Conversation conversation, ContactId contact, Turn turn, Instant now) {
        var ending = turn.ending();
        if (ending != null && !(ending instanceof Ending.Joined)) {
            log.append(ended(contact, ending, now));
        }
        switch (ending) {
            case null -> {}
            case Ending.Handover(var briefing) -> handOver(conversation, contact, briefing, now);
            case Ending.CallBack(var briefing) -> {
                handOver(conversation, contact, briefing, now);
                chosen.choose(contact, dialogues.number(turn.state()), now);
            }
            case Ending.InWriting(var briefing) -> {
                handOver(conversation, contact, briefing, now);
                chosen.choose(contact, null, now);
                voice.say(conversation, contact, text.noted(number(contact), conversation.email()), now);
            }
            case Ending.Joined(var briefing, var request) -> join(conversation, contact, briefing, request, now);
            case Ending.Goodbye goodbye ->
                log.append(
                        goodbye.answered()
                                ? new ContactEnded(now, contact, Outcome.SELF_SERVED)
                                : new ContactAbandoned(now, contact, ContactEvent.Stage.MENU));
        }
    }

    static AssistantEnded ended(ContactId contact, Ending ending, Instant now) {
        return switch (ending) {
            case Ending.Handover(var briefing) -> handedOver(contact, briefing, now);
            case Ending.CallBack(var briefing) -> handedOver(contact, briefing, now);
            case Ending.InWriting(var briefing) -> handedOver(contact, briefing, now);
            case Ending.Joined joined ->
                new AssistantEnded(now, contact, AssistantEnd.ANSWERED, Dialogues.category(joined.briefing()), false);
            case Ending.Goodbye(boolean answered, var matter) ->
                new AssistantEnded(now, contact, answered ? AssistantEnd.ANSWERED : AssistantEnd.LEFT, matter, false);
        };
    }

    private static AssistantEnded handedOver(ContactId contact, Briefing briefing, Instant now) {
        return new AssistantEnded(
                now,
                contact,
                AssistantEnd.valueOf(briefing.why().name()),
                Dialogues.category(briefing),
                briefing.urgent());
    }

    /// A person goes on where the request of the others was settled meanwhile.
    private void join(Conversation conversation, ContactId contact, Briefing briefing, String request, Instant now) {
        if (open(conversation, contact, briefing, request, now)) {
            voice.say(conversation, contact, text.joined(number(contact), conversation.email()), now);
            log.append(ended(contact, new Ending.Joined(briefing, request), now));
            log.append(new ContactEnded(now, contact, Outcome.SELF_SERVED));
        } else {
            voice.say(conversation, contact, text.passedOn(), now);
            log.append(ended(contact, new Ending.Handover(briefing), now));
        }
    }

    private String number(ContactId contact) {
        return ticketing.byContact(contact).orElseThrow().summary().number();
    }

    private void handOver(Conversation conversation, ContactId contact, Briefing briefing, Instant now) {
        var _ = open(conversation, contact, briefing, null, now);
    }

    private boolean open(
            Conversation conversation, ContactId contact, Briefing briefing, @Nullable String joins, Instant now) {
        var talk = talk(conversation, contact);
        var last = talk.stream()
                .flatMap(line -> Stream.ofNullable(line.clientId()))
                .reduce((_, later) -> later)
                .orElseThrow();
        return opening.open(
                conversation,
                last,
                text.of(briefing, talk),
                contact,
                text.told(briefing, talk, drawn.sure(contact), joins),
                now);
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
}
