package fr.allomairies.workspace.trial;

import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.TicketId;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.ContactRecord.Assisted;
import fr.allomairies.workspace.board.measures.TicketRecord;
import fr.allomairies.workspace.board.reports.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What came of the conversations of a trial, held by what is in use and by what is tried, by the rules of the reports.
///
/// @param inUse conversations
/// @param tried conversations
public record Comparison(int inUse, int tried, List<Line> lines) {

    /// @param key of its words
    public record Line(String key, Share inUse, Share tried) {

        /// Whether the difference is more than chance, as its words end.
        public String verdict() {
            return Chance.of(inUse.some, inUse.of, tried.some, tried.of)
                    .name()
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '-');
        }

        boolean isEmpty() {
            return inUse.some == 0 && tried.some == 0;
        }
    }

    /// @param of so many
    public record Share(int some, int of) {

        /// Absent of nothing.
        public @Nullable Double value() {
            return of == 0 ? null : (double) some / of;
        }
    }

    static Comparison of(int trial, Facts facts) {
        var sides = facts.contacts().stream()
                .filter(record -> isOf(trial, record))
                .collect(Collectors.partitioningBy(Comparison::isTried));
        var inUse = Objects.requireNonNull(sides.get(false));
        var tried = Objects.requireNonNull(sides.get(true));
        var tickets = facts.tickets().stream().collect(Collectors.toMap(TicketRecord::ticket, Function.identity()));
        var lines = new ArrayList<Line>();
        lines.add(line("containment", inUse, tried, ContactRecord::assistantEnded, ContactRecord::contained));
        lines.add(new Line("kept", kept(inUse, tickets), kept(tried, tickets)));
        lines.add(line("false-alarms", inUse, tried, is(Assisted::urgent), is(Assisted::falseAlarm)));
        lines.add(line("missed-dangers", inUse, tried, is(part -> !part.urgent()), is(Assisted::missedDanger)));
        Arrays.stream(AssistantEnd.values())
                .map(end ->
                        line("end." + end, inUse, tried, ContactRecord::assistantEnded, is(part -> part.how() == end)))
                .filter(line -> !line.isEmpty())
                .forEach(lines::add);
        return new Comparison(inUse.size(), tried.size(), lines);
    }

    private static boolean isOf(int trial, ContactRecord record) {
        return is(part -> part.drawn() != null && part.drawn().trial() == trial).test(record);
    }

    private static boolean isTried(ContactRecord record) {
        return is(part -> part.drawn() != null && part.drawn().tried()).test(record);
    }

    private static Predicate<ContactRecord> is(Predicate<Assisted> that) {
        return record -> record.assisted() != null && that.test(record.assisted());
    }

    private static Line line(
            String key,
            List<ContactRecord> inUse,
            List<ContactRecord> tried,
            Predicate<ContactRecord> of,
            Predicate<ContactRecord> some) {
        return new Line(key, share(inUse, of, some), share(tried, of, some));
    }

    private static <T> Share share(Collection<T> all, Predicate<T> of, Predicate<T> some) {
        var counted = all.stream().filter(of).toList();
        return new Share((int) counted.stream().filter(some).count(), counted.size());
    }

    /// Of the requests that they opened, and that people have seen.
    private static Share kept(List<ContactRecord> contacts, Map<TicketId, TicketRecord> tickets) {
        var opened = contacts.stream()
                .map(ContactRecord::entry)
                .filter(Objects::nonNull)
                .map(entry -> tickets.get(entry.ticket()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return share(opened, ticket -> ticket.sortedAs() != null, TicketRecord::keptAsSorted);
    }
}
