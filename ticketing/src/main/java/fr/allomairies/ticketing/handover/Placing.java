package fr.allomairies.ticketing.handover;

import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TaskId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.HandOvers.HandOver;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.MunicipalService.Way;
import fr.allomairies.ticketing.Sector;
import fr.allomairies.ticketing.model.WorkingDays;
import fr.allomairies.ticketing.store.StoredTicket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Has a service told that it was handed a ticket, where it does not look for itself. In the caller's transaction.
@Component
public class Placing {

    private final HandOverStore store;
    private final Catalogue catalogue;
    private final HandOverSettings settings;
    private final WorkingDays days = new WorkingDays();

    Placing(HandOverStore store, Catalogue catalogue, HandOverSettings settings) {
        this.store = store;
        this.catalogue = catalogue;
        this.settings = settings;
    }

    public void place(StoredTicket ticket, ServiceCode service, Instant now) {
        outside(service)
                .ifPresent(known -> store.add(handOver(ticket, null, known, days.due(now, known.workingDays()), now)));
    }

    /// One task of it, while the ticket itself is with whoever has it.
    public void place(StoredTicket ticket, TaskId task, ServiceCode service, LocalDate due, Instant now) {
        outside(service).ifPresent(known -> store.add(handOver(ticket, task, known, due, now)));
    }

    private Optional<MunicipalService> outside(ServiceCode service) {
        return catalogue.service(service).filter(known -> known.way() != Way.INSIDE);
    }

    private HandOver handOver(
            StoredTicket ticket, @Nullable TaskId task, MunicipalService service, LocalDate due, Instant now) {
        return new HandOver(
                UUID.randomUUID(),
                ticket.id(),
                task,
                service.code(),
                service.way(),
                target(service),
                sector(ticket, service),
                due,
                now,
                now.plus(Duration.ofDays(settings.linkDays())),
                now,
                0,
                now,
                null,
                null);
    }

    private static String target(MunicipalService service) {
        return service.way() == Way.MAIL
                ? Objects.requireNonNull(service.email()).value()
                : Objects.requireNonNull(service.webhook()).toString();
    }

    private @Nullable String sector(StoredTicket ticket, MunicipalService service) {
        return catalogue
                .category(ticket.category())
                .map(category -> catalogue.assignment(category, ticket.place()))
                .filter(assignment -> assignment.service().equals(service.code()))
                .map(Catalogue.Assignment::sector)
                .map(Sector::name)
                .orElse(null);
    }
}
