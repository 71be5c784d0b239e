package fr.allomairies.channels.handover;

import fr.allomairies.channels.HouseMail.NotTaken;
import fr.allomairies.channels.SignedPost;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.HandOvers.HandOver;
import fr.allomairies.ticketing.HandOvers.Matter;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells a service's software, by a [SignedPost] with the secret of the service.
@Component
class ServiceHook {

    /// Answers that another try would only hear again.
    private static final Set<String> FOR_GOOD = Set.of("http-400", "http-410", "http-422");

    private final HandOvers handOvers;
    private final ServiceHookSettings settings;
    private final JsonMapper json;
    private final SignedPost post;

    ServiceHook(HandOvers handOvers, ServiceHookSettings settings, JsonMapper json, Clock clock) {
        this.handOvers = handOvers;
        this.settings = settings;
        this.json = json;
        this.post = new SignedPost(clock, SignedPost.ANSWER_WITHIN);
    }

    Optional<NotTaken> send(HandOver told, Matter matter) {
        var address = URI.create(told.target());
        if (!settings.allows(address)) {
            return Optional.of(new NotTaken("host-not-allowed", true));
        }
        return post.send(
                        address,
                        handOvers.secret(told.service()),
                        told.id(),
                        json.writeValueAsString(body(told, matter)))
                .map(code -> new NotTaken(code, FOR_GOOD.contains(code)));
    }

    private static LinkedHashMap<String, @Nullable Object> body(HandOver told, Matter matter) {
        var place = matter.place();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("event", matter.task() == null ? "request.handed-over" : "task.handed-over");
        body.put("handOver", told.id().toString());
        body.put("task", matter.task());
        body.put("number", matter.number());
        body.put("service", told.service().value());
        body.put("sector", told.sector());
        body.put("category", matter.category());
        body.put("label", matter.label());
        body.put("subject", matter.subject());
        body.put("words", matter.words());
        body.put("note", matter.note());
        body.put("address", place == null ? null : place.address());
        body.put("latitude", place == null ? null : place.latitude());
        body.put("longitude", place == null ? null : place.longitude());
        body.put("handedOverAt", told.madeAt().toString());
        body.put("due", told.due().toString());
        body.put("page", matter.page());
        body.put("answers", matter.answers());
        return body;
    }
}
