package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The stream that keeps a desk true.
@RestController
class DeskEventsController {

    private final DeskStreams streams;

    DeskEventsController(DeskStreams streams) {
        this.streams = streams;
    }

    /// @param after the position of the desk's last view; a browser that reconnects says it in `Last-Event-ID`
    @GetMapping(path = "/api/desk/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(
            Principal who,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            @RequestParam(required = false) @Nullable Long after,
            Locale locale) {
        return streams.open(new AgentId(who.getName()), from(lastEventId, after), locale);
    }

    private long from(@Nullable Long lastEventId, @Nullable Long after) {
        if (lastEventId != null) {
            return lastEventId;
        }
        return after == null ? streams.position() : after;
    }
}
