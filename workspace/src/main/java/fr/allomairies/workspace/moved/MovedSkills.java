package fr.allomairies.workspace.moved;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What supervisors changed of an agent's skills, until she says that she has read it. Safe for many threads.
public interface MovedSkills {

    /// Of each skill the newest change of the last thirty days, in the order of their times. It follows the log within
    /// a second.
    List<Moved> unread(AgentId agent);

    /// @param position of the log up to which she has read
    void read(AgentId agent, long position);

    /// @param position of the log at which it happened
    /// @param level absent without the skill
    /// @param until absent until somebody changes it
    /// @param by absent when a time is over
    record Moved(
            long position,
            Skill skill,
            @Nullable Integer level,
            @Nullable Instant until,
            @Nullable AgentId by) {}
}
