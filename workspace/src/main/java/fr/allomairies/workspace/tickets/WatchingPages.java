package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.ticketing.Presence;
import fr.allomairies.ticketing.Ticketing;
import java.security.Principal;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// What the open page of a ticket tells of itself and hears of others.
@RestController
@RequestMapping("/tickets/{number}")
class WatchingPages {

    private final Watching watching;
    private final Presence presence;
    private final Ticketing ticketing;

    WatchingPages(Watching watching, Presence presence, Ticketing ticketing) {
        this.watching = watching;
        this.presence = presence;
        this.ticketing = ticketing;
    }

    /// @param page a name that the page has given itself
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(@PathVariable String number, @RequestParam UUID page, @RequestParam Instant read, Principal who) {
        var ticket = ticketing
                .byNumber(number)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .summary()
                .id();
        return watching.open(ticket, new AgentId(who.getName()), page, read);
    }

    @PostMapping("/writing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void writing(@RequestParam UUID page, Principal who) {
        presence.writes(page, new AgentId(who.getName()));
    }
}
