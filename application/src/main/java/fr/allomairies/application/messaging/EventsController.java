package fr.allomairies.application.messaging;

import fr.allomairies.eventlog.Projections;
import java.security.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// For the administrator of a topic that was lost, or that a new reader wants from the beginning.
@RestController
@ConditionalOnProperty("allo.kafka.bootstrap-servers")
class EventsController {

    private static final Logger LOG = LoggerFactory.getLogger(EventsController.class);

    private final Projections projections;

    EventsController(Projections projections) {
        this.projections = projections;
    }

    /// All events are sent again, from the first. Those who read by id notice nothing.
    @PostMapping("/api/administration/events/again")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void again(Principal who) {
        projections.again(EventTopic.NAME);
        LOG.atInfo().addKeyValue("by", who.getName()).log("events-sent-again");
    }
}
