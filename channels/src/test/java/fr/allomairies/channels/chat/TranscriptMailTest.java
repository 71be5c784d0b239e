package fr.allomairies.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.HouseMail;
import fr.allomairies.channels.chat.Transcript.Line;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.Ticketing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

class TranscriptMailTest {

    static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    static final EmailAddress RECIPIENT = new EmailAddress("jeanne@example.org");

    final Chat chat = mock();
    final ChatConversations conversations = mock();
    final Transcript transcript = mock();
    final HouseMail mails = mock();
    final TransactionTemplate transaction = mock();
    final Clock clock = mock();
    final Conversation conversation = mock();
    final TranscriptMail mail = new TranscriptMail(
            chat, conversations, transcript, mock(Ticketing.class), mails, new Wording(), transaction, clock);

    @BeforeEach
    void aConversationIsOver() {
        when(conversation.language()).thenReturn("fr");
        when(chat.stage(conversation)).thenReturn(Stage.ENDED);
        when(conversations.countTranscript(any(), anyInt())).thenReturn(true);
        when(transaction.execute(any()))
                .thenAnswer(call -> call.<TransactionCallback<?>>getArgument(0).doInTransaction(mock()));
        when(mails.send(any(), any(), any(), any(), any())).thenReturn(Optional.empty());
        when(clock.instant()).thenReturn(NOON);
        when(clock.getZone()).thenReturn(ZoneOffset.UTC);
    }

    @Test
    void isNotSentWhereTheAssistantAloneHasAnswered() {
        when(transcript.of(conversation)).thenReturn(List.of(line("citizen", "Pilules"), line("assistant", "Oui ?")));

        assertThatExceptionOfType(ChatRefusal.class)
                .isThrownBy(() -> mail.send(conversation, RECIPIENT))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("transcript-too-early"));
        verifyNoInteractions(mails);
    }

    @Test
    void makesNoLinksOfWhatTheCitizenWrote() {
        when(transcript.of(conversation))
                .thenReturn(List.of(
                        line("citizen", "Voyez https://pilules.example/x ou www.pilules.example, 3.5 m. Merci"),
                        line("agent", "Voyez https://www.nice.fr/piles")));

        mail.send(conversation, RECIPIENT);

        var text = ArgumentCaptor.forClass(String.class);
        verify(mails).send(any(), any(), any(), text.capture(), any());
        assertThat(text.getValue())
                .contains("Voyez https: //pilules. example/x ou www. pilules. example, 3.5 m. Merci")
                .contains("https://www.nice.fr/piles");
    }

    @Test
    void writesToOneAddressThriceADay() {
        when(transcript.of(conversation)).thenReturn(List.of(line("agent", "Bonjour")));
        for (var i = 0; i < 3; i++) {
            mail.send(conversation, RECIPIENT);
        }

        assertThatExceptionOfType(ChatRefusal.class)
                .isThrownBy(() -> mail.send(conversation, new EmailAddress("Jeanne@Example.org")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("too-many-transcripts"));
        mail.send(conversation, new EmailAddress("karim@example.org"));
        when(clock.instant()).thenReturn(NOON.plus(Duration.ofDays(1)));
        mail.send(conversation, RECIPIENT);
    }

    private static Line line(String from, String text) {
        return new Line(from + "-1", from, text, NOON, List.of());
    }
}
