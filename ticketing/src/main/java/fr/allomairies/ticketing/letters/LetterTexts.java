package fr.allomairies.ticketing.letters;

import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.Tasks.Part;
import fr.allomairies.ticketing.model.WorkingDays;
import fr.allomairies.ticketing.store.Interactions.Report;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.wording.Wording;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The words of each letter, in the language of the ticket. What the citizen wrote is never repeated: whoever
/// puts a false address on a mail cannot make us send his words to somebody.
@Component
class LetterTexts {

    private final Wording wording;
    private final Catalogue catalogue;
    private final Links links;
    private final LetterSettings settings;

    LetterTexts(Wording wording, Catalogue catalogue, Links links, LetterSettings settings) {
        this.wording = wording;
        this.catalogue = catalogue;
        this.links = links;
        this.settings = settings;
    }

    LetterText acknowledgement(StoredTicket ticket) {
        var locale = Wording.locale(ticket.language());
        var category = catalogue.category(ticket.category()).orElseGet(catalogue::other);
        var service = wording.service(
                locale, catalogue.assignment(category, ticket.place()).service());
        var received = wording.moment(locale, ticket.openedAt());
        return letter(
                locale,
                ticket,
                "ticketing.letter.acknowledgement.subject",
                category.urgentPossible() ? wording.say(locale, "ticketing.letter.emergency") : null,
                wording.say(
                        locale,
                        "ticketing.letter.acknowledgement.received",
                        received,
                        ticket.number().value()),
                wording.say(
                        locale,
                        "ticketing.letter.acknowledgement.facts",
                        label(locale, category),
                        service,
                        settings.contactDetails()),
                wording.say(locale, "ticketing.letter.acknowledgement.next", wording.day(locale, ticket.due())));
    }

    /// @param others what other services have to do for it
    LetterText progress(StoredTicket ticket, Report report, List<Part> others) {
        var locale = Wording.locale(ticket.language());
        var key = "ticketing.letter."
                + report.progress().name().toLowerCase(Locale.ROOT).replace('_', '-');
        var name = wording.service(locale, report.service());
        var opened = wording.day(locale, LocalDate.ofInstant(ticket.openedAt(), WorkingDays.CITY));
        return letter(
                locale,
                ticket,
                key + ".subject",
                wording.say(locale, key + ".news", ticket.number().value(), opened, name),
                report.reason().isEmpty() ? null : wording.say(locale, key + ".reason", report.reason()),
                report.announced() == null
                        ? null
                        : wording.say(locale, "ticketing.letter.new-date", wording.day(locale, report.announced())),
                parts(locale, others),
                wording.say(locale, key + ".next"));
    }

    /// What is done, and what remains until when.
    LetterText standing(StoredTicket ticket, List<Part> parts) {
        var locale = Wording.locale(ticket.language());
        var key = "ticketing.letter.standing.";
        return letter(
                locale,
                ticket,
                key + "subject",
                wording.say(
                        locale,
                        key + "news",
                        ticket.number().value(),
                        wording.day(locale, LocalDate.ofInstant(ticket.openedAt(), WorkingDays.CITY))),
                parts(locale, parts),
                wording.say(locale, key + (parts.stream().allMatch(Part::done) ? "checked" : "next")));
    }

    private @Nullable String parts(Locale locale, List<Part> parts) {
        return parts.isEmpty()
                ? null
                : parts.stream().map(part -> part(locale, part)).collect(Collectors.joining("\n"));
    }

    private String part(Locale locale, Part part) {
        var service = wording.service(locale, part.service());
        if (part.due() == null) {
            return wording.say(locale, "ticketing.part.done", service);
        }
        var day = wording.day(locale, part.due());
        return part.reason().isEmpty()
                ? wording.say(locale, "ticketing.part.to-do", service, day)
                : wording.say(locale, "ticketing.part.delayed", service, day, part.reason());
    }

    /// The number of somebody else's request is told to nobody.
    LetterText joined(StoredTicket ticket, StoredTicket into) {
        return ticket.citizen() != null && ticket.citizen().equals(into.citizen())
                ? plain(
                        ticket,
                        "joined-own",
                        ticket.number().value(),
                        into.number().value())
                : plain(ticket, "joined", ticket.number().value());
    }

    LetterText separated(StoredTicket ticket) {
        return plain(ticket, "separated", ticket.number().value());
    }

    LetterText splitOff(StoredTicket ticket, StoredTicket from) {
        var locale = Wording.locale(ticket.language());
        var category = catalogue.category(ticket.category()).orElseGet(catalogue::other);
        return plain(
                ticket,
                "split",
                from.number().value(),
                ticket.number().value(),
                label(locale, category),
                wording.day(locale, ticket.due()));
    }

    LetterText passedOn(StoredTicket ticket, MunicipalService to) {
        var locale = Wording.locale(ticket.language());
        return plain(ticket, "passed-on", ticket.number().value(), to.label(locale));
    }

    private LetterText plain(StoredTicket ticket, String what, Object... facts) {
        var locale = Wording.locale(ticket.language());
        var key = "ticketing.letter." + what;
        return letter(
                locale,
                ticket,
                key + ".subject",
                wording.say(locale, key + ".news", facts),
                wording.say(locale, key + ".next"));
    }

    LetterText notReached(StoredTicket ticket, int attempts) {
        var locale = Wording.locale(ticket.language());
        return letter(
                locale,
                ticket,
                "ticketing.letter.not-reached.subject",
                wording.say(
                        locale,
                        "ticketing.letter.not-reached.news",
                        ticket.number().value(),
                        attempts),
                wording.say(locale, "ticketing.letter.not-reached.next"));
    }

    private LetterText letter(Locale locale, StoredTicket ticket, String subject, @Nullable String... paragraphs) {
        var body = Stream.of(
                        Stream.of(wording.say(locale, "ticketing.letter.greeting")),
                        Stream.of(paragraphs).filter(Objects::nonNull),
                        Stream.of(
                                wording.say(
                                        locale, "ticketing.letter.tracking", links.tracking(ticket.trackingToken())),
                                wording.say(locale, "ticketing.letter.end", settings.signature())))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n\n"));
        return new LetterText(wording.say(locale, subject), body);
    }

    private static String label(Locale locale, Category category) {
        return locale.equals(Locale.ENGLISH) ? category.labelEn() : category.labelFr();
    }

    record LetterText(String subject, String text) {}
}
