package fr.allomairies.channels.chat;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.ReportedPlace;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.voiceassistant.KnownRequest;
import fr.allomairies.voiceassistant.KnownRequests;
import fr.allomairies.voiceassistant.Surroundings;
import fr.allomairies.voiceassistant.Surroundings.Around;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Open requests of the same matter in the same street.
@Component
class ReportsNearby implements KnownRequests {

    private static final ZoneId CITY = ZoneId.of("Europe/Paris");
    /// What is older has been forgotten rather than not been done.
    private static final Duration RECENT = Duration.ofDays(90);

    private static final int MOST = 100;

    private final Ticketing ticketing;
    private final Surroundings surroundings;
    private final Clock clock;

    ReportsNearby(Ticketing ticketing, Surroundings surroundings, Clock clock) {
        this.ticketing = ticketing;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    @Override
    public Optional<KnownRequest> near(CategoryCode category, String place) {
        return surroundings.around(place).flatMap(around -> oldest(category, around));
    }

    private Optional<KnownRequest> oldest(CategoryCode category, Around around) {
        return ticketing.reported(category, around.word(), clock.instant().minus(RECENT), MOST).stream()
                .flatMap(reported -> around.at(reported.address()).flatMap(place -> known(reported, place)).stream())
                .findFirst();
    }

    private Optional<KnownRequest> known(ReportedPlace reported, String place) {
        return ticketing
                .byNumber(reported.number())
                .map(TicketView::summary)
                .map(ticket -> new KnownRequest(
                        ticket.number(),
                        place,
                        LocalDate.ofInstant(reported.openedAt(), CITY),
                        TicketStatuses.stage(ticket)));
    }
}
