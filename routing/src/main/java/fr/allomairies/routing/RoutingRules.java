package fr.allomairies.routing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules as supervisors write them: texts, their versions, and which of them is in force when. Safe for many
/// threads and for several nodes. Each change is written to the log with who made it.
public interface RoutingRules {

    /// Characters. A longer text is refused.
    int LONGEST_TEXT = 50_000;

    /// Any text can be checked; nothing is kept.
    Checked check(String text, World world);

    /// The same text in its form, comments included.
    String tidy(String text);

    /// The text that the product comes with.
    String shipped();

    /// Newest first.
    List<Version> versions();

    Optional<Version> version(int number);

    /// What the house is steered by now, or will be within a moment.
    Activation inForce();

    /// The latest order first.
    List<Activation> activations();

    /// Keeps the text as a version, unless something in it is refused; the author's draft is gone then.
    Saved save(AgentId author, String text, String note, World world);

    /// From then on contacts are routed by the version, those that already wait too. It takes effect within about a
    /// second on whichever node leads; when nothing runs at that time, with the next start.
    ///
    /// @param from absent: now. Refused with `version-not-found`, `time-past`, and `rules-unreadable` for a
    ///     text that this version of the product no longer understands
    Optional<Refusal> activate(int version, @Nullable Instant from, AgentId by);

    /// Takes an activation back whose time has not come. Refused with `activation-not-found`, `activation-over`.
    Optional<Refusal> cancel(long activation, AgentId by);

    Optional<Draft> draft(AgentId author);

    /// By author.
    List<Draft> drafts();

    void keepDraft(AgentId author, String text);

    void dropDraft(AgentId author);

    /// @param findings in the order of the lines
    /// @param reading what the text means; empty when something is wrong with it
    record Checked(List<Finding> findings, List<Phrase.Paragraph> reading) {

        public Checked {
            findings = List.copyOf(findings);
            reading = List.copyOf(reading);
        }

        public boolean isRefused() {
            return findings.stream().anyMatch(Finding::isRefusal);
        }
    }

    /// @param version absent when something in the text is refused
    record Saved(@Nullable Version version, Checked checked) {}

    /// @param author absent for what the product comes with
    record Version(int number, @Nullable AgentId author, Instant savedAt, String note, String text) {}

    /// @param by absent for what the product comes with
    /// @param effectiveAt when the lane took it up; absent before that, and for one that another overtook
    record Activation(
            long id,
            int version,
            @Nullable AgentId by,
            Instant orderedAt,
            Instant from,
            @Nullable AgentId cancelledBy,
            @Nullable Instant cancelledAt,
            @Nullable Instant effectiveAt) {

        /// Whether its time has not come yet.
        public boolean isPlanned(Instant now) {
            return cancelledAt == null && effectiveAt == null && from.isAfter(now);
        }
    }

    record Draft(AgentId author, Instant savedAt, String text) {}
}
