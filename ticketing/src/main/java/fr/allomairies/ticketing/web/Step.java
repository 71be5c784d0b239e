package fr.allomairies.ticketing.web;

import fr.allomairies.contact.Event;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.TicketHandedOver;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.TicketView.Interaction;
import fr.allomairies.ticketing.TicketView.Report;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.model.TicketLifeCycle;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A step of a request as the citizen is told it.
///
/// @param key of the message that names it
/// @param service who did it, when it was a service
/// @param reason in the service's own words; may be empty
record Step(
        String key,
        Instant at,
        @Nullable ServiceCode service,
        String reason,
        @Nullable LocalDate newDate) {

    static final String OPENED = "ticketing.step.opened";

    private static final String PREFIX = "ticketing.step.";

    /// Oldest first.
    static List<Step> of(List<Event> events, List<Interaction> said) {
        return Stream.concat(
                        events.stream().map(Step::of).flatMap(Optional::stream),
                        said.stream()
                                .filter(each -> each.kind() == InteractionKind.PROGRESS)
                                .map(Step::reported)
                                .flatMap(Optional::stream))
                .sorted(Comparator.comparing(Step::at))
                .toList();
    }

    private static Optional<Step> of(Event event) {
        return switch (event) {
            case TicketOpened opened -> Optional.of(new Step(OPENED, opened.at(), null, "", null));
            case TicketHandedOver handed ->
                Optional.of(new Step(PREFIX + "handed-over", handed.at(), handed.service(), "", null));
            case TicketStatusChanged changed ->
                changed(changed).map(name -> new Step(PREFIX + name, changed.at(), null, "", null));
            default -> Optional.empty();
        };
    }

    private static Optional<String> changed(TicketStatusChanged changed) {
        if (changed.to() == TicketStatus.RESOLVED && !changed.reason().equals(Cause.SERVICE_DONE.code())) {
            return Optional.of("resolved");
        }
        if (changed.reason().equals(Cause.CITIZEN_WROTE.code())) {
            return Optional.of("reopened");
        }
        if (changed.reason().equals(Cause.NOT_FIXED.code())) {
            return Optional.of("not-fixed");
        }
        if (changed.from() == TicketStatus.RESOLVED && changed.reason().equals(TicketLifeCycle.TAKEN_BACK)) {
            return Optional.of("taken-back");
        }
        return changed.to() == TicketStatus.CLOSED ? Optional.of("closed") : Optional.empty();
    }

    private static Optional<Step> reported(Interaction said) {
        return Optional.ofNullable(said.report()).map(report -> reported(said, report));
    }

    private static Step reported(Interaction said, Report report) {
        var name = report.progress().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Step(PREFIX + name, said.at(), said.service(), said.text(), report.newDate());
    }
}
