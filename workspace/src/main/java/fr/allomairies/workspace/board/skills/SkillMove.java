package fr.allomairies.workspace.board.skills;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a supervisor changed of an agent's skills.
///
/// @param batch all that was changed with it
/// @param level absent without the skill
/// @param before what it goes back to; absent without the skill
/// @param until absent until somebody changes it
/// @param endedAt absent while it can be undone
record SkillMove(
        UUID id,
        UUID batch,
        AgentId agent,
        Skill skill,
        @Nullable Integer level,
        @Nullable Integer before,
        AgentId by,
        Instant at,
        @Nullable Instant until,
        @Nullable Instant endedAt,
        @Nullable AgentId endedBy,
        @Nullable End end) {

    enum End {
        OVER,
        UNDONE,
        /// by a later one of the same skill
        REPLACED,
        /// somebody changed the skill elsewhere meanwhile, and that holds
        CHANGED
    }
}
