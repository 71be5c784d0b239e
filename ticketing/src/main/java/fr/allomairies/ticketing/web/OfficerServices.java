package fr.allomairies.ticketing.web;

import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/// The services that an officer works for, by the authorities `SERVICE_<code>` of the sign-in.
record OfficerServices(List<ServiceCode> codes) {

    private static final String PREFIX = "SERVICE_";

    static OfficerServices of(Authentication officer) {
        return new OfficerServices(officer.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(PREFIX))
                .map(authority -> new ServiceCode(authority.substring(PREFIX.length())))
                .sorted()
                .toList());
    }

    /// The ticket when it is, or was last, with one of the services: another one does not exist for this officer.
    Optional<TicketView> ticket(Ticketing ticketing, UUID ticket) {
        return ticketing
                .ticket(new TicketId(ticket))
                .filter(view -> view.summary().service() != null
                        && codes.contains(view.summary().service()));
    }
}
