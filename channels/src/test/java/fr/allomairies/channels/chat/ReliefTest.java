package fr.allomairies.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.ChatWays;
import fr.allomairies.channels.chat.AssistantLines.Line;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
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
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Trials;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;

/// The house says something else by now than when the citizen was told: any first line hands over at once.
class ReliefTest {

    static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    static final Briefing UNDERSTOOD = new Briefing(Why.UNDERSTOOD, null, List.of(), false, null, Map.of());

    final ContactId contact = ContactId.next();
    final UUID id = UUID.randomUUID();
    final Conversation conversation = mock(Conversation.class);
    final AssistantLines lines = mock(AssistantLines.class);
    final ChatConversations conversations = mock(ChatConversations.class);
    final Ticketing ticketing = mock(Ticketing.class);
    final Cases cases = mock(Cases.class);
    final FollowUps followUps = mock(FollowUps.class);
    final EventLog log = mock(EventLog.class);
    final Assistant assistant = mock(Assistant.class);
    final ChosenWays chosen = mock(ChosenWays.class);
    final Relief relief = new Relief(
            new DrawnAssistant(Trials.none(assistant), Manner.asShipped(), log),
            new Dialogues(chosen, mock(ChatWays.class), mock(ChatSettings.class)),
            chosen,
            lines,
            mock(AssistantVoice.class),
            conversations,
            mock(BriefingText.class),
            ticketing,
            cases,
            followUps,
            log,
            mock(TransactionTemplate.class),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void handsOverAtOnce() {
        when(conversation.id()).thenReturn(id);
        when(conversation.contact()).thenReturn(contact);
        when(conversations.of(contact)).thenReturn(Optional.of(conversation));
        when(lines.begunWith(any())).thenReturn(List.of(contact));
        var ticket = mock(TicketView.class, RETURNS_DEEP_STUBS);
        when(ticketing.byContact(contact)).thenReturn(Optional.of(ticket));
        when(assistant.begin()).thenReturn(new Turn(DialogueState.BEGINNING, List.of(), null));
        when(assistant.after(any())).thenCallRealMethod();
        when(assistant.hear(any(), any())).thenAnswer(call -> {
            DialogueState state = call.getArgument(0);
            if (state.step() == Step.OVER) {
                throw new IllegalStateException("the conversation is over");
            }
            return new Turn(state.at(Step.OVER), List.of(), new Ending.Handover(UNDERSTOOD));
        });
    }

    /// Who was asked whether it is enough has not been told that anybody goes on.
    @Test
    void letsNobodyGoToWhomNoEndWasTold() {
        said("une carte d'identité");
        happened();

        assertThat(relief.done(List.of(contact))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ANSWERED, true", "LEFT, true", "UNDERSTOOD, true", "ASKED_FOR, false", "DANGER, false", "LOST, false"})
    void letsGoWhoWasToldSo(AssistantEnd how, boolean released) {
        said("une carte d'identité", "oui merci");
        happened(how);

        assertThat(relief.done(List.of(contact))).hasSize(released ? 1 : 0);
    }

    @Test
    void hearsHisNextLineAllTheSame() {
        said("une carte d'identité");
        happened();

        relief.hear(conversation, "message-2", "oui merci", NOW);

        verify(lines).add(id, contact, "message-2", "oui merci", NOW);
    }

    @Test
    void hearsNothingOfWhoWasToldTheEnd() {
        said("une carte d'identité", "oui merci");
        happened(AssistantEnd.ANSWERED);

        relief.hear(conversation, "message-3", "encore une question", NOW);

        verify(lines, never()).add(any(), any(), any(), any(), any());
    }

    /// So that nothing of it is lost.
    @Test
    void goesOnInWritingWhereTheAnswerIsNotThereAnyMore() {
        said("un lampadaire au 12 rue Masséna", "oui", "merci");
        happened(AssistantEnd.ANSWERED);

        relief.on(released());

        verify(followUps).write(any(), any(), any(), any(), eq("assistant-" + contact));
        verify(log).append(new ContactEnded(NOW, contact, Outcome.OVERFLOWED));
    }

    @Test
    void endsAsAbandonedWhoTookHisLeave() {
        said("une carte d'identité", "tant pis");
        happened(AssistantEnd.LEFT);

        relief.on(released());

        verify(log).append(new ContactAbandoned(NOW, contact, ContactEvent.Stage.WAITING));
        verify(followUps, never()).write(any(), any(), any(), any(), any());
    }

    private void said(String... texts) {
        var all = new ArrayList<Line>();
        for (var text : texts) {
            all.add(new Line(all.size(), contact, "message-" + all.size(), text, NOW));
        }
        when(lines.of(id)).thenReturn(all);
    }

    private void happened(AssistantEnd... ends) {
        var events = new ArrayList<Event>();
        events.add(mock(ContactQueued.class));
        events.add(new AssistantReplied(NOW, contact));
        for (var end : ends) {
            events.add(new AssistantEnded(NOW, contact, end, null, false));
        }
        when(log.of(contact)).thenReturn(events);
    }

    private LogEntry released() {
        var entry = mock(LogEntry.class);
        when(entry.event())
                .thenReturn(new ContactOverflowed(
                        NOW, contact, "chats", ContactOverflowed.ASSISTANT, OverflowReason.CHOSEN));
        return entry;
    }
}
