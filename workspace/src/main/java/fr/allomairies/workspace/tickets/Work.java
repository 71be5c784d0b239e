package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Catalogue.Assignment;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.MunicipalService.Way;
import fr.allomairies.ticketing.Sector;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.workspace.Disposition;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/// What the forms of a ticket's owner offer.
///
/// @param open the field whose form is unfolded
/// @param key of what this page sends, so that a second click writes nothing a second time
/// @param inside those of the services whose officers sign in; the others are told of a task by mail or webhook
/// @param proposed the service that has it, or whose work it is by its category and place
/// @param sector that decided it; absent where none did
/// @param settles whether she can end it: not while a service works on it, nor twice
public record Work(
        String open,
        UUID key,
        List<Category> categories,
        List<ServiceCode> services,
        List<ServiceCode> inside,
        @Nullable ServiceCode proposed,
        @Nullable Sector sector,
        boolean settles,
        List<String> dispositions) {

    static Work on(TicketView view, Catalogue catalogue, Model page) {
        var ticket = view.summary();
        var whose = catalogue.category(ticket.category()).map(category -> catalogue.assignment(category, view.place()));
        var usual = view.citizen().email() == null ? "note" : "reply";
        return new Work(
                List.of("reply", "note", "handOverNote").stream()
                        .filter(page::containsAttribute)
                        .findFirst()
                        .orElse(usual),
                UUID.randomUUID(),
                catalogue.categories(),
                catalogue.services(),
                catalogue.services().stream()
                        .filter(service -> catalogue
                                .service(service)
                                .filter(known -> known.way() == Way.INSIDE)
                                .isPresent())
                        .toList(),
                Optional.ofNullable(ticket.service())
                        .or(() -> whose.map(Assignment::service))
                        .orElse(null),
                whose.map(Assignment::sector).orElse(null),
                ticket.status() == TicketStatus.NEW || ticket.status() == TicketStatus.IN_HAND,
                Disposition.CODES);
    }

    public boolean opens(String field) {
        return open.equals(field);
    }
}
