package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.TicketFilter;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the page was asked for, as its form sends it. What is not understood filters nothing.
///
/// @param q what was typed into the search field
/// @param status one of [TicketStatus], `all`, or nothing for the open ones; a search looks through all
/// @param page from 1 on
public record TicketQuery(
        @Nullable String q,
        @Nullable String status,
        @Nullable String channel,
        @Nullable String service,
        @Nullable Integer page) {

    static final int LINES = 25;
    static final int LAST_PAGE = 400;

    TicketQuery withoutWords() {
        return new TicketQuery(null, status, channel, service, page);
    }

    TicketFilter filter() {
        return new TicketFilter(
                text(),
                statusAsked().orElse(null),
                code(service).map(ServiceCode::new).orElse(null),
                code(channel).map(ChannelKind::new).orElse(null),
                text() == null && given(status).isEmpty());
    }

    public @Nullable String text() {
        return given(q).orElse(null);
    }

    public int number() {
        return page == null ? 1 : Math.clamp(page, 1, LAST_PAGE);
    }

    int offset() {
        return (number() - 1) * LINES;
    }

    private Optional<TicketStatus> statusAsked() {
        return Arrays.stream(TicketStatus.values())
                .filter(known -> known.name().equals(status))
                .findFirst();
    }

    private static Optional<String> code(@Nullable String chosen) {
        return given(chosen).filter(text -> text.matches("[a-z][a-z-]{0,19}"));
    }

    private static Optional<String> given(@Nullable String typed) {
        return Optional.ofNullable(typed).map(String::strip).filter(text -> !text.isEmpty());
    }
}
