package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentEvent.AgentSkillMoved;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.moved.MovedSkills.Moved;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A skill that she was given or lost, as it is said to her.
///
/// @param level absent when she has it no longer
/// @param by name of the supervisor; absent when a time is over
record MovedSkillView(
        String skill,
        @Nullable Integer level,
        @Nullable Instant until,
        @Nullable String by) {

    static MovedSkillView of(Moved moved, AgentDirectory directory) {
        return of(moved.skill(), moved.level(), moved.until(), moved.by(), directory);
    }

    static MovedSkillView of(AgentSkillMoved moved, AgentDirectory directory) {
        return of(moved.skill(), moved.level(), moved.until(), moved.by(), directory);
    }

    private static MovedSkillView of(
            Skill skill,
            @Nullable Integer level,
            @Nullable Instant until,
            @Nullable AgentId by,
            AgentDirectory directory) {
        return new MovedSkillView(skill.value(), level, until, by == null ? null : directory.nameOf(by));
    }
}
