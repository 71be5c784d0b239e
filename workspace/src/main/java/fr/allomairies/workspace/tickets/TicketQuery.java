package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.View;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the page was asked for, as its form sends it. What is not understood filters nothing.
///
/// @param view one of [#VIEWS], the first when none is asked for; a search and a status look through all
/// @param q what was typed into the search field
/// @param status one of [TicketStatus]
/// @param page from 1 on
public record TicketQuery(
        @Nullable String view,
        @Nullable String q,
        @Nullable String status,
        @Nullable String channel,
        @Nullable String service,
        @Nullable Integer page) {

    static final int LINES = 25;
    static final int LAST_PAGE = 400;

    public static final List<String> VIEWS = List.of("open", "late", "call-back", "mine", "all");

    TicketQuery withoutWords() {
        return new TicketQuery(view, null, status, channel, service, page);
    }

    TicketFilter filter(AgentId reader, LocalDate today) {
        return new TicketFilter(
                text(),
                statusAsked().orElse(null),
                code(service).map(ServiceCode::new).orElse(null),
                code(channel).map(ChannelKind::new).orElse(null),
                switch (viewed()) {
                    case "open" -> new View.Open();
                    case "late" -> new View.DueBefore(today);
                    case "call-back" -> new View.ToCallBack();
                    case "mine" -> new View.OwnedBy(reader);
                    default -> new View.Everything();
                });
    }

    public String viewed() {
        if (text() != null || statusAsked().isPresent()) {
            return "all";
        }
        return given(view).filter(VIEWS::contains).orElse(VIEWS.getFirst());
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
