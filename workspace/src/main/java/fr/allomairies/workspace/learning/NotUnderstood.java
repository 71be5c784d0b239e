package fr.allomairies.workspace.learning;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.FirstWords;
import fr.allomairies.ticketing.FirstWords.Said;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Understanding;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Requests of the last months of which what is in use says something else than who answered in the end, or is not
/// sure, and that nobody has labelled. What is shown is masked.
@Component
class NotUnderstood {

    private static final Duration SINCE = Duration.ofDays(90);
    private static final int READ = 500;

    private final FirstWords words;
    private final Labels labels;
    private final ObjectProvider<Understanding> understanding;
    private final Manner manner;
    private final Clock clock;

    NotUnderstood(
            FirstWords words, Labels labels, ObjectProvider<Understanding> understanding, Manner manner, Clock clock) {
        this.words = words;
        this.labels = labels;
        this.understanding = understanding;
        this.manner = manner;
        this.clock = clock;
    }

    /// @param guess what it is taken for
    /// @param percent how sure that is
    /// @param kept what who answered says
    public record Utterance(
            TicketId ticket, String number, String text, CategoryCode guess, long percent, CategoryCode kept) {}

    List<Utterance> newest(int limit) {
        var said = words.newest(clock.instant().minus(SINCE), READ);
        var seen = labels.seenOf(said.stream().map(Said::ticket).toList());
        return said.stream()
                .filter(one -> !seen.contains(one.ticket()))
                .map(this::utterance)
                .flatMap(Optional::stream)
                .limit(limit)
                .toList();
    }

    private Optional<Utterance> utterance(Said said) {
        var text = Masked.of(said.text());
        var understood = understanding.getObject().of(text);
        var right = understood.category().equals(said.category())
                && understood.confidence() >= manner.thresholds().sure();
        return right || text.isBlank()
                ? Optional.empty()
                : Optional.of(new Utterance(
                        said.ticket(),
                        said.number(),
                        text,
                        understood.category(),
                        Math.round(100 * understood.confidence()),
                        said.category()));
    }
}
