package fr.allomairies.ticketing.web;

import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent.TicketMerged;
import fr.allomairies.contact.TicketEvent.TicketSeparated;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The steps of a request for its citizen: its own, and while another one stood for it, the steps of that one.
/// What was said there is not among them.
record Trail(EventLog log, Ticketing ticketing) {

    List<Step> of(TicketView view) {
        return of(new Span(view.summary().id(), Instant.MIN, Instant.MAX), view);
    }

    /// Two tickets may have stood for each other in turn: each is followed only while the other was followed.
    private List<Step> of(Span span, TicketView view) {
        var events = log.of(span.with());
        var own = Step.of(events, view.own().interactions()).stream().filter(span::holds);
        var others = spans(events).stream()
                .map(span::narrowed)
                .flatMap(Optional::stream)
                .flatMap(this::during);
        return Stream.concat(own, others).sorted(Comparator.comparing(Step::at)).toList();
    }

    private Stream<Step> during(Span span) {
        return ticketing.ticket(span.with()).map(view -> of(span, view)).orElse(List.of()).stream()
                .filter(step -> !step.key().equals(Step.OPENED));
    }

    private static List<Span> spans(List<Event> events) {
        var spans = new ArrayList<Span>();
        for (var event : events) {
            if (event instanceof TicketMerged merged) {
                spans.add(new Span(merged.into(), merged.at(), Instant.MAX));
            } else if (event instanceof TicketSeparated separated && !spans.isEmpty()) {
                var last = spans.removeLast();
                spans.add(new Span(last.with(), last.from(), separated.at()));
            }
        }
        return spans;
    }

    private record Span(TicketId with, Instant from, Instant until) {

        boolean holds(Step step) {
            return !step.at().isBefore(from) && step.at().isBefore(until);
        }

        /// What of another span lies within this one.
        Optional<Span> narrowed(Span other) {
            var begin = other.from().isBefore(from) ? from : other.from();
            var end = other.until().isAfter(until) ? until : other.until();
            return begin.isBefore(end) ? Optional.of(new Span(other.with(), begin, end)) : Optional.empty();
        }
    }
}
