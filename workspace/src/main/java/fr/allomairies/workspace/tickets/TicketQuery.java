package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Bulk;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.Order;
import fr.allomairies.ticketing.TicketFilter.View;
import fr.allomairies.workspace.lists.SavedList;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// What the page was asked for, as its form sends it. What is not understood filters nothing.
///
/// @param view one of [#VIEWS], the first when none is asked for; a search and a status look through all
/// @param q what was typed into the search field
/// @param status one of [TicketStatus]
/// @param order one of [#ORDERS], the first when none is asked for; what a search found is in the first too
/// @param columns of [#COLUMNS]; [#USUAL] when none is asked for
/// @param list the saved list that it began with
/// @param all one page with as many lines as can be worked on at once
/// @param page from 1 on
public record TicketQuery(
        @Nullable String view,
        @Nullable String q,
        @Nullable String status,
        @Nullable String channel,
        @Nullable String service,
        @Nullable String category,
        @Nullable String order,
        @Nullable List<String> columns,
        @Nullable String list,
        @Nullable Boolean all,
        @Nullable Integer page) {

    static final int LINES = 25;
    static final int LAST_PAGE = 400;

    public static final List<String> VIEWS =
            List.of("open", "free", "late", "call-back", "mine", "following", "mentioned", "all");
    public static final List<String> ORDERS = List.of("changed", "opened", "due");
    public static final List<String> COLUMNS =
            List.of("status", "citizen", "channel", "owner", "opened", "due", "changed");
    private static final List<String> USUAL = List.of("status", "citizen", "channel", "due", "changed");

    static TicketQuery of(SavedList saved, @Nullable Boolean all, @Nullable Integer page) {
        var asked = saved.asked();
        return new TicketQuery(
                asked.view(),
                null,
                asked.status(),
                asked.channel(),
                asked.service(),
                asked.category(),
                asked.order(),
                asked.columns(),
                saved.id().toString(),
                all,
                page);
    }

    TicketQuery withoutWords() {
        return new TicketQuery(view, null, status, channel, service, category, order, columns, list, all, page);
    }

    TicketQuery withAll(@Nullable Boolean wanted) {
        return new TicketQuery(view, q, status, channel, service, category, order, columns, list, wanted, page);
    }

    /// As it is kept: only what is understood.
    SavedList.Asked toKeep() {
        return new SavedList.Asked(
                viewed(),
                statusAsked().map(TicketStatus::name).orElse(null),
                code(channel).orElse(null),
                code(service).orElse(null),
                categoryAsked().map(CategoryCode::value).orElse(null),
                ordered(),
                shownColumns());
    }

    TicketFilter filter(AgentId reader, LocalDate today) {
        return new TicketFilter(
                text(),
                statusAsked().orElse(null),
                code(service).map(ServiceCode::new).orElse(null),
                code(channel).map(ChannelKind::new).orElse(null),
                categoryAsked().orElse(null),
                switch (viewed()) {
                    case "open" -> new View.Open();
                    case "free" -> new View.Free();
                    case "late" -> new View.DueBefore(today);
                    case "call-back" -> new View.ToCallBack();
                    case "mine" -> new View.OwnedBy(reader);
                    case "following" -> new View.FollowedBy(reader);
                    case "mentioned" -> new View.Mentioning(reader);
                    default -> new View.Everything();
                },
                text() == null ? Order.valueOf(ordered().toUpperCase(Locale.ROOT)) : Order.CHANGED);
    }

    public String viewed() {
        if (text() != null || statusAsked().isPresent()) {
            return "all";
        }
        return given(view).filter(VIEWS::contains).orElse(VIEWS.getFirst());
    }

    /// Whether each line says what is new of it.
    public boolean isOfNews() {
        return viewed().equals("following") || viewed().equals("mentioned");
    }

    public String ordered() {
        return given(order).filter(ORDERS::contains).orElse(ORDERS.getFirst());
    }

    /// In the order of [#COLUMNS].
    public List<String> shownColumns() {
        var wanted = columns == null ? List.<String>of() : columns;
        var known = COLUMNS.stream().filter(wanted::contains).toList();
        return known.isEmpty() ? USUAL : known;
    }

    public boolean shows(String column) {
        return shownColumns().contains(column);
    }

    public boolean isAll() {
        return Boolean.TRUE.equals(all);
    }

    public @Nullable String text() {
        return given(q).orElse(null);
    }

    public int number() {
        return page == null || isAll() ? 1 : Math.clamp(page, 1, LAST_PAGE);
    }

    int lines() {
        return isAll() ? Bulk.MOST : LINES;
    }

    int offset() {
        return (number() - 1) * LINES;
    }

    Optional<UUID> listAsked() {
        return given(list)
                .filter(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString);
    }

    /// Where it is asked again, without the words of a search.
    ///
    /// @param search the key of those words, which then says all
    String address(@Nullable String search, boolean everything) {
        var address = UriComponentsBuilder.fromPath("/tickets");
        if (search != null) {
            address.queryParam("search", search);
        } else if (listAsked().isPresent()) {
            address.queryParam("list", list);
        } else {
            address.queryParam("view", viewed())
                    .queryParamIfPresent("status", statusAsked())
                    .queryParamIfPresent("channel", code(channel))
                    .queryParamIfPresent("service", code(service))
                    .queryParamIfPresent("category", categoryAsked())
                    .queryParam("order", ordered())
                    .queryParam("columns", shownColumns());
        }
        if (everything) {
            address.queryParam("all", true);
        } else if (number() > 1) {
            address.queryParam("page", number());
        }
        return address.encode().toUriString();
    }

    private Optional<TicketStatus> statusAsked() {
        return Arrays.stream(TicketStatus.values())
                .filter(known -> known.name().equals(status))
                .findFirst();
    }

    private Optional<CategoryCode> categoryAsked() {
        return given(category)
                .filter(text -> text.matches("[a-z]+(-[a-z]+)*([.][a-z]+(-[a-z]+)*)?"))
                .map(CategoryCode::new);
    }

    private static Optional<String> code(@Nullable String chosen) {
        return given(chosen).filter(text -> text.matches("[a-z][a-z-]{0,19}"));
    }

    private static Optional<String> given(@Nullable String typed) {
        return Optional.ofNullable(typed).map(String::strip).filter(text -> !text.isEmpty());
    }
}
