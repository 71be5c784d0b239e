package fr.allomairies.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What those who steer the house have decided, and when it took effect.
public sealed interface SteeringEvent extends Event, Decision {

    /// A text of rules was kept as a version; nothing is routed by it yet.
    record RulesSaved(Instant at, int version, AgentId by) implements SteeringEvent {}

    /// Contacts shall be routed by the version.
    ///
    /// @param from when; `at` for now
    record RulesOrdered(Instant at, int version, Instant from, AgentId by) implements SteeringEvent {}

    /// An order whose time had not come was taken back.
    record RulesOrderCancelled(Instant at, int version, AgentId by) implements SteeringEvent {}

    /// From now on contacts are routed by the version.
    ///
    /// @param by who ordered it; absent for what the product comes with
    record RulesActivated(Instant at, int version, @Nullable AgentId by) implements SteeringEvent {}

    /// From now on every caller hears the message first, until its time or until it is lifted.
    ///
    /// @param message its code
    record CrisisDeclared(Instant at, String message, Instant until, AgentId by) implements SteeringEvent {}

    /// It ended before its time.
    record CrisisLifted(Instant at, AgentId by) implements SteeringEvent {}

    /// What a call to one of the city's numbers meets with was said, or said anew.
    ///
    /// @param number in E.164, or the digits of a short one
    record NumberSet(Instant at, String number, AgentId by) implements SteeringEvent {}

    /// Nothing is said of it any more: who calls it meets with the general welcome.
    record NumberRemoved(Instant at, String number, AgentId by) implements SteeringEvent {}

    /// An outside number stands in the agents' address book, or stands there anew.
    record OutsideNumberSet(Instant at, String number, OutsideKind kind, AgentId by) implements SteeringEvent {}

    record OutsideNumberRemoved(Instant at, String number, AgentId by) implements SteeringEvent {}

    /// What holds for a mailbox of the city was said, or said anew.
    ///
    /// @param active whether it is read
    record MailboxSet(Instant at, String address, boolean active, AgentId by) implements SteeringEvent {}

    /// A partner has a key of the intake of reports.
    ///
    /// @param key which names it in the administration, and opens nothing
    record PartnerKeyMade(Instant at, UUID key, String partner, AgentId by) implements SteeringEvent {}

    /// The key opens nothing from then on.
    record PartnerKeyEnded(Instant at, UUID key, String partner, Instant from, AgentId by) implements SteeringEvent {}

    /// When people answer in an ordinary week was said, or said anew.
    record HouseHoursSet(Instant at, AgentId by) implements SteeringEvent {}

    /// Days on which it is otherwise were said.
    ///
    /// @param until the last day
    /// @param open whether somebody answers on them at all
    record ExceptionalDaysSet(Instant at, LocalDate from, LocalDate until, boolean open, AgentId by)
            implements SteeringEvent {}

    /// They are like any others again.
    record ExceptionalDaysRemoved(Instant at, LocalDate from, LocalDate until, AgentId by) implements SteeringEvent {}

    /// An article of the house's knowledge was written, or written anew.
    record ArticlePublished(Instant at, UUID article, int version, AgentId by) implements SteeringEvent {}

    /// Nobody is shown it any more but those who write.
    record ArticleWithdrawn(Instant at, UUID article, int version, AgentId by) implements SteeringEvent {}

    /// Calls from a number do not get through from now on, or for longer.
    ///
    /// @param block which names the number where those who steer may read it
    record CallerBlocked(Instant at, UUID block, Instant until, AgentId by) implements SteeringEvent {}

    /// They do again, before its time.
    record CallerUnblocked(Instant at, UUID block, AgentId by) implements SteeringEvent {}

    /// Whoever has the role may, or may no longer, sign in without a second factor.
    ///
    /// @param role code of it
    record SecondFactorRuled(Instant at, String role, boolean required, AgentId by) implements SteeringEvent {}

    /// The assistant has learned anew, and somebody has to decide whether it understands by that.
    ///
    /// @param sentences labelled ones, beside the project's own
    record UnderstandingLearned(Instant at, int version, int sentences, AgentId by) implements SteeringEvent {}

    /// From now on the assistant understands by the version; 0 is what the product comes with.
    record UnderstandingActivated(Instant at, int version, AgentId by) implements SteeringEvent {}

    /// It never will.
    record UnderstandingDiscarded(Instant at, int version, AgentId by) implements SteeringEvent {}

    /// The assistant says one of its sentences otherwise from now on, or again as it was.
    ///
    /// @param sentence its key, such as `spoken.say.opening`
    /// @param version of what it says in all
    record AssistantSentenceChanged(Instant at, String sentence, long version, AgentId by) implements SteeringEvent {}

    /// From now on the assistant is sure, and gives up, at other points.
    record AssistantThresholdsChanged(Instant at, int version, AgentId by) implements SteeringEvent {}

    /// Services, categories or sectors are others from now on.
    record CatalogueChanged(Instant at, long version, AgentId by) implements SteeringEvent {}

    /// A text was written that nobody inserts before somebody else has approved it.
    ///
    /// @param template its abbreviation
    record AnswerTemplateDrafted(Instant at, String template, int version, AgentId by) implements SteeringEvent {}

    /// Whoever answers inserts it from now on.
    record AnswerTemplateApproved(Instant at, String template, int version, AgentId by) implements SteeringEvent {}

    /// The draft never will be, or another one took its place.
    record AnswerTemplateDropped(Instant at, String template, int version, AgentId by) implements SteeringEvent {}

    /// One that was approved before is inserted again.
    record AnswerTemplateRestored(Instant at, String template, int version, AgentId by) implements SteeringEvent {}

    /// Nobody inserts it from now on, or everybody again.
    record AnswerTemplateSwitched(Instant at, String template, boolean active, AgentId by) implements SteeringEvent {}

    /// Who is to work when was taken from a file.
    ///
    /// @param roster number of the import, which names the file
    /// @param from the first day that it changed
    /// @param until the last
    record RosterImported(Instant at, long roster, LocalDate from, LocalDate until, int agents, AgentId by)
            implements SteeringEvent {}

    /// What it brought is gone, and what it replaced is back.
    record RosterUndone(Instant at, long roster, AgentId by) implements SteeringEvent {}

    /// The assistant says a sentence by somebody's voice from now on, or no longer.
    ///
    /// @param sentence its key
    record AssistantVoiceRecorded(Instant at, String sentence, boolean active, AgentId by) implements SteeringEvent {}

    /// From now on a share of the conversations is held by another way to understand, beside the one in use.
    ///
    /// @param percent of them
    /// @param model version of what was learned that is tried; 0 is what the product comes with
    record AssistantTrialBegan(Instant at, int trial, int percent, int model, AgentId by) implements SteeringEvent {}

    /// All conversations are held in one way again.
    ///
    /// @param taken in the one that was on trial
    record AssistantTrialEnded(Instant at, int trial, boolean taken, AgentId by) implements SteeringEvent {}
}
