package fr.allomairies.workspace.desk;

import fr.allomairies.channels.ReplyWindows;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.TicketView.Delivery;
import fr.allomairies.ticketing.TicketView.Scan;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ticket as the desk shows it, with the citizen's other requests.
record TicketJson(
        Line ticket,
        Citizen citizen,
        @Nullable Spot place,
        String language,
        List<Said> interactions,
        List<Line> history,
        @Nullable Window window,
        List<ToDo> tasks,
        @Nullable Whose whose) {

    /// Whose work it is by its category and place.
    ///
    /// @param sector that decided it, in words; absent where none did
    record Whose(String service, @Nullable String sector) {}

    /// What is still to be done for it.
    record ToDo(String text, boolean needed) {}

    /// Until when a citizen of a messenger may be answered there, and how an answer would go now.
    record Window(String channel, Instant until, ReplyWindows.How how) {}

    /// @param merged number of the one that stands for it
    record Line(
            String id,
            String number,
            String subject,
            TicketStatus status,
            String category,
            String categoryLabel,
            String channel,
            @Nullable String service,
            @Nullable String serviceLabel,
            Instant openedAt,
            Instant changedAt,
            @Nullable LocalDate due,
            @Nullable String merged) {}

    /// @param display the best that is known of who it is; empty for nothing
    /// @param mailRefused whether the address took no mail of ours
    record Citizen(
            String display,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            boolean mailRefused) {}

    record Spot(
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String address) {}

    /// @param ticket on which it was said, and its number: another one where several are one matter
    /// @param author name of the agent or label of the service who wrote it; absent for the citizen and the system
    record Said(
            String id,
            String ticket,
            String number,
            InteractionKind kind,
            Direction direction,
            String channel,
            Instant at,
            @Nullable String contact,
            @Nullable String author,
            String subject,
            String text,
            List<FileJson> attachments,
            @Nullable Delivery delivery) {}

    /// @param threat what a scanner found in it; absent for nothing
    record FileJson(
            String id,
            String name,
            String type,
            long bytes,
            Scan scan,
            @Nullable String threat) {}
}
