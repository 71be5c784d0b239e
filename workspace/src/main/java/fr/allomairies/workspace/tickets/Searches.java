package fr.allomairies.workspace.tickets;

import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/// What somebody has looked for in this session. The address of the results holds a key in place of the words, which
/// may be a name or a telephone: so one comes back to them, and nobody reads them from the address. Safe for many
/// threads.
final class Searches {

    /// Tabs and steps back of one person.
    private static final int KEPT = 50;

    private final LinkedHashMap<String, TicketQuery> byKey = new LinkedHashMap<>();

    static Searches of(HttpSession session) {
        synchronized (WebUtils.getSessionMutex(session)) {
            if (session.getAttribute("searches") instanceof Searches known) {
                return known;
            }
            var fresh = new Searches();
            session.setAttribute("searches", fresh);
            return fresh;
        }
    }

    synchronized String keep(TicketQuery asked) {
        var key = UUID.randomUUID().toString();
        byKey.put(key, asked);
        if (byKey.size() > KEPT) {
            byKey.pollFirstEntry();
        }
        return key;
    }

    /// Empty once it is forgotten.
    synchronized Optional<TicketQuery> find(@Nullable String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
