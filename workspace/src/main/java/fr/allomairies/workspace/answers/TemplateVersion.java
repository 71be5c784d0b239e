package fr.allomairies.workspace.answers;

import fr.allomairies.contact.AgentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// @param decidedBy who approved or dropped it; absent for a draft
public record TemplateVersion(
        String abbreviation,
        int version,
        Content content,
        State state,
        AgentId writtenBy,
        Instant writtenAt,
        @Nullable AgentId decidedBy,
        @Nullable Instant decidedAt) {

    public enum State {
        /// Nobody can insert it yet.
        DRAFT,
        APPROVED,
        /// It never will be, or another draft took its place.
        DROPPED
    }

    public boolean isDraft() {
        return state == State.DRAFT;
    }

    public boolean isApproved() {
        return state == State.APPROVED;
    }
}
