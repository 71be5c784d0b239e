package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.routing.engine.Requirement.Own;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a requirement of the rules comes to for a contact, found out once for all that bring the same.
final class Meaning {

    /// So many different ones are remembered.
    private static final int MOST = 16_384;

    /// As far as the requirement asks for it.
    private record Brought(
            @Nullable Needs needs,
            @Nullable String language,
            @Nullable String commune,
            @Nullable AgentId preferred) {}

    private final Requirement requirement;
    private final Set<Own> asked = EnumSet.noneOf(Own.class);
    private final Map<Brought, Group> known = new HashMap<>();

    Meaning(Requirement requirement) {
        this.requirement = requirement;
        for (var own : Own.values()) {
            if (requirement.asksFor(own)) {
                asked.add(own);
            }
        }
    }

    Group of(Request request, Needs needs, Function<Requirement, Group> groups) {
        var brought = brought(request, needs);
        var group = known.get(brought);
        if (group == null || group.forgotten) {
            if (known.size() == MOST) {
                known.clear();
            }
            group = groups.apply(requirement.resolvedFor(request));
            known.put(brought, group);
        }
        return group;
    }

    private Brought brought(Request request, Needs needs) {
        return new Brought(
                asked.contains(Own.NEEDS) || asked.contains(Own.NEEDS_AT_ANY_LEVEL) ? needs : null,
                asked.contains(Own.LANGUAGE) ? request.language() : null,
                asked.contains(Own.COMMUNE) ? request.commune() : null,
                asked.contains(Own.LAST_AGENT) ? request.preferred() : null);
    }
}
