package fr.allomairies.workspace.lists;

import fr.allomairies.contact.AgentId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param shared whether everybody who reads requests sees it
/// @param asked what it shows
public record SavedList(UUID id, AgentId owner, String name, boolean shared, Asked asked) {

    public static final int LONGEST_NAME = 60;

    /// As the page sends it, and without what was typed into the search: that may be a name or a telephone.
    public record Asked(
            @Nullable String view,
            @Nullable String status,
            @Nullable String channel,
            @Nullable String service,
            @Nullable String category,
            @Nullable String order,
            List<String> columns) {}

    public SavedList named(String other, boolean forAll) {
        return new SavedList(id, owner, other, forAll, asked);
    }

    public SavedList asking(Asked other) {
        return new SavedList(id, owner, name, shared, other);
    }
}
