package fr.allomairies.workspace.tour;

import fr.allomairies.contact.AgentId;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Hears that somebody has ended a tour.
@RestController
class TourApi {

    private final Tours tours;

    TourApi(Tours tours) {
        this.tours = tours;
    }

    @PostMapping("/api/desk/tours/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(@PathVariable String code, Principal who) {
        tours.seen(
                Tour.of(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)),
                new AgentId(who.getName()));
    }
}
