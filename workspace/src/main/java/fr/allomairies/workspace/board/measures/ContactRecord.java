package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.WaitEstimated;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that the measures need to know of one contact, as far as its events have told.
///
/// @param entry the first entry into the queue; absent for a contact that ended in the menu or is still there
/// @param offeredTo the agent who is being asked now
/// @param legs one for each agent who accepted it, oldest first
/// @param firstResponse the first message of a human on its ticket since it arrived; written channels only
/// @param acknowledged when its acknowledgement left the house
/// @param estimated what it was expected to wait when it was queued
/// @param overflows where it overflowed to, in order
/// @param assisted absent for who never spoke to the assistant
public record ContactRecord(
        ContactId contact,
        ChannelKind channel,
        Instant arrived,
        Phase phase,
        @Nullable Entry entry,
        @Nullable AgentId offeredTo,
        List<Leg> legs,
        @Nullable Instant ended,
        @Nullable Outcome outcome,
        @Nullable Instant firstResponse,
        @Nullable Instant acknowledged,
        @Nullable WaitEstimated estimated,
        List<Overflow> overflows,
        @Nullable Assisted assisted) {

    /// @param how it ended; absent while it goes on, of who left in the middle or went on without the assistant, and in
    ///     the entries of older versions
    /// @param category that the assistant took it for
    /// @param urgent it saw a danger
    /// @param danger whether there was one, where an agent has said that the assistant was wrong
    /// @param drawn for a trial; absent where none was under way
    public record Assisted(
            @Nullable AssistantEnd how,
            @Nullable CategoryCode category,
            boolean urgent,
            @Nullable Boolean danger,
            @Nullable Drawn drawn) {

        static final Assisted BEGUN = new Assisted(null, null, false, null, null);

        Assisted ended(AssistantEnd end, @Nullable CategoryCode as, boolean alarm) {
            return new Assisted(end, as, alarm, danger, drawn);
        }

        Assisted corrected(boolean toDanger) {
            return new Assisted(how, category, urgent, toDanger, drawn);
        }

        Assisted drawn(int trial, boolean tried) {
            return new Assisted(how, category, urgent, danger, new Drawn(trial, tried));
        }

        public boolean falseAlarm() {
            return urgent && Boolean.FALSE.equals(danger);
        }

        public boolean missedDanger() {
            return !urgent && Boolean.TRUE.equals(danger);
        }
    }

    /// @param tried held by what is on trial; otherwise by what is in use
    public record Drawn(int trial, boolean tried) {}

    public enum Phase {
        IN_MENU,
        WAITING,
        IN_CONVERSATION,
        WRAP_UP,
        /// It left the queue by another way out, and how that ends is not told yet.
        LEAVING,
        OVER
    }

    /// @param from name of its line of the rules; absent in the entries of older versions
    /// @param to name of another line, or code of a way out
    public record Overflow(@Nullable String from, String to) {}

    /// @param commune INSEE code of the place that it is about, where it is known
    public record Entry(
            Instant at,
            TicketId ticket,
            CategoryCode category,
            List<SkillNeed> needs,
            int priority,
            @Nullable String commune) {}

    /// One agent's part in the contact.
    ///
    /// @param agent absent when the safety net connected somebody unknown
    /// @param ended end of the conversation
    /// @param finished end of the wrap-up
    /// @param parked for how long it rested while the agent did something more pressing
    /// @param parkedSince when it began to rest; absent while it goes on
    /// @param held for how long the citizen was on hold
    /// @param heldSince when the hold began that still goes on; absent for none
    public record Leg(
            @Nullable AgentId agent,
            Instant accepted,
            @Nullable Instant ended,
            @Nullable Instant finished,
            Duration parked,
            @Nullable Instant parkedSince,
            Duration held,
            @Nullable Instant heldSince) {

        static Leg of(@Nullable AgentId agent, Instant accepted) {
            return new Leg(agent, accepted, null, null, Duration.ZERO, null, Duration.ZERO, null);
        }

        /// Without the time in which it rested or the citizen was on hold.
        public Duration talk() {
            var end = ended != null ? ended : finished;
            return end == null
                    ? Duration.ZERO
                    : between(accepted, end).minus(parked).minus(held);
        }

        public Duration wrapUp() {
            return ended == null || finished == null ? Duration.ZERO : between(ended, finished);
        }

        boolean talking() {
            return ended == null && finished == null;
        }

        boolean isRestOf(AgentId who) {
            return who.equals(agent) && ended != null && finished == null;
        }

        Leg by(@Nullable AgentId known) {
            return new Leg(known, accepted, ended, finished, parked, parkedSince, held, heldSince);
        }

        Leg park(Instant at) {
            return parkedSince != null ? this : new Leg(agent, accepted, ended, finished, parked, at, held, heldSince);
        }

        /// Interrupted in its wrap-up, it goes on as a conversation.
        Leg resume(Instant at) {
            var since = ended == null ? parkedSince : ended;
            return parkedSince == null || since == null
                    ? this
                    : new Leg(agent, accepted, null, finished, parked.plus(between(since, at)), null, held, heldSince);
        }

        Leg hold(Instant at) {
            return heldSince != null || !talking()
                    ? this
                    : new Leg(agent, accepted, null, null, parked, parkedSince, held, at);
        }

        Leg endHold(Instant at) {
            return heldSince == null
                    ? this
                    : new Leg(
                            agent,
                            accepted,
                            ended,
                            finished,
                            parked,
                            parkedSince,
                            held.plus(between(heldSince, at)),
                            null);
        }

        Leg ended(Instant at) {
            var awake = resume(at).endHold(at);
            return new Leg(agent, accepted, at, null, awake.parked, null, awake.held, null);
        }

        Leg finished(Instant at) {
            var awake = resume(at).endHold(at);
            return finished != null
                    ? this
                    : new Leg(agent, accepted, awake.ended, at, awake.parked, null, awake.held, null);
        }
    }

    public ContactRecord {
        legs = List.copyOf(legs);
        overflows = List.copyOf(overflows);
    }

    static ContactRecord of(ContactArrived event) {
        return new ContactRecord(
                event.contact(),
                event.channel(),
                event.at(),
                Phase.IN_MENU,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null);
    }

    /// The instant that decides to which interval it belongs.
    public Instant countedAt() {
        return entry == null ? arrived : entry.at();
    }

    public boolean over() {
        return phase == Phase.OVER;
    }

    public Optional<Instant> queued() {
        return Optional.ofNullable(entry).map(Entry::at);
    }

    /// Absent for a callback that the citizen did not answer, whoever worked on it.
    public Optional<Instant> answered() {
        return outcome == Outcome.FAILED
                ? Optional.empty()
                : legs.stream().findFirst().map(Leg::accepted);
    }

    /// By how much the estimate was wrong; only of who was answered, since nobody knows how long the others would
    /// have waited.
    public Optional<Duration> estimateError() {
        return estimated == null ? Optional.empty() : answered().map(estimated::error);
    }

    /// Whether the wait lay within the range that was expected.
    public boolean estimateHeld() {
        return estimated != null && answered().map(estimated::covers).orElse(false);
    }

    /// It entered a queue and the citizen left before an agent accepted.
    public boolean abandoned() {
        return entry != null && outcome == Outcome.ABANDONED && legs.isEmpty();
    }

    /// The assistant ended it, with an answer that the citizen confirmed. A hang-up is none.
    public boolean contained() {
        return assisted != null && assisted.how() == AssistantEnd.ANSWERED && outcome == Outcome.SELF_SERVED;
    }

    /// He left while he was with the assistant, or took his leave without an answer. Who gave up in the queue waited
    /// for a person.
    public boolean leftTheAssistant() {
        if (assisted == null || contained()) {
            return false;
        }
        return assisted.how() == AssistantEnd.LEFT
                || assisted.how() == null && entry == null && outcome == Outcome.ABANDONED && legs.isEmpty();
    }

    /// How the talk ended is known. It is not while it goes on, of who went on without the assistant, and in the
    /// entries of older versions.
    public boolean assistantEnded() {
        return assisted != null && (assisted.how() != null || leftTheAssistant());
    }

    /// A person goes on where the assistant ended.
    public boolean handedOver() {
        return assisted != null
                && !contained()
                && !leftTheAssistant()
                && (assisted.how() != null && assisted.how() != AssistantEnd.ANSWERED
                        || over() && outcome != Outcome.SELF_SERVED);
    }

    /// From the queue to the first answer, or to the end of a contact that nobody answered.
    public Optional<Duration> waited() {
        var end = answered().or(() -> Optional.ofNullable(ended));
        return entry == null ? Optional.empty() : end.map(at -> between(entry.at(), at));
    }

    /// Who had a part in it, each once.
    public List<AgentId> agents() {
        return legs.stream()
                .map(Leg::agent)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    /// What one agent did of it: the others' parts are left out.
    public ContactRecord partOf(AgentId agent) {
        return with(
                phase,
                entry,
                offeredTo,
                legs.stream().filter(leg -> agent.equals(leg.agent())).toList());
    }

    ContactRecord queued(ContactQueued event) {
        var first = entry != null
                ? entry
                : new Entry(
                        event.since() == null ? event.at() : event.since(),
                        event.ticket(),
                        event.category(),
                        event.needs(),
                        event.priority(),
                        event.commune());
        return with(Phase.WAITING, first, null, legs);
    }

    ContactRecord offered(@Nullable AgentId agent) {
        return with(phase, entry, agent, legs);
    }

    /// Telling it twice, by the phone and by the routing, makes one leg.
    ContactRecord accepted(@Nullable AgentId agent, Instant at) {
        var last = legs.isEmpty() ? null : legs.getLast();
        if (last != null && last.talking()) {
            return last.agent() != null || agent == null ? this : with(phase, entry, null, replaceLast(last.by(agent)));
        }
        var more = new ArrayList<>(legs);
        more.add(Leg.of(agent, at));
        return with(Phase.IN_CONVERSATION, entry, null, more);
    }

    /// It rests in the agent's hands.
    ContactRecord parked(Instant at) {
        return inHand() ? with(phase, entry, null, replaceLast(legs.getLast().park(at))) : this;
    }

    ContactRecord resumed(Instant at) {
        return inHand()
                ? with(
                        Phase.IN_CONVERSATION,
                        entry,
                        null,
                        replaceLast(legs.getLast().resume(at)))
                : this;
    }

    ContactRecord held(Instant at) {
        return inHand() ? with(phase, entry, null, replaceLast(legs.getLast().hold(at))) : this;
    }

    ContactRecord holdEnded(Instant at) {
        return inHand() ? with(phase, entry, null, replaceLast(legs.getLast().endHold(at))) : this;
    }

    /// The agent's part is over, and it waits again.
    ContactRecord takenBack(Instant at) {
        return inHand()
                ? with(Phase.WAITING, entry, null, replaceLast(legs.getLast().finished(at)))
                : offered(null);
    }

    /// The agent has passed it on, and it waits again; her wrap-up ends by itself.
    ContactRecord transferred(Instant at) {
        return talking()
                ? with(Phase.WAITING, entry, null, replaceLast(legs.getLast().ended(at)))
                : offered(null);
    }

    /// The wrap-up of who passed it on is over, perhaps after the contact's own end.
    ContactRecord restHandled(AgentId agent, Instant at) {
        return with(
                phase,
                entry,
                offeredTo,
                legs.stream()
                        .map(leg -> leg.isRestOf(agent) ? leg.finished(at) : leg)
                        .toList());
    }

    ContactRecord conversationEnded(Instant at) {
        if (!talking()) {
            return this;
        }
        return with(Phase.WRAP_UP, entry, null, replaceLast(legs.getLast().ended(at)));
    }

    /// Counted as what it is already, for of a day that is played again no end is told.
    ContactRecord leaving(Instant at) {
        return ended(Phase.LEAVING, legs, Outcome.OVERFLOWED, at);
    }

    /// The agent's work goes on, and how it ends is known already.
    ContactRecord notReached() {
        return new ContactRecord(
                contact,
                channel,
                arrived,
                phase,
                entry,
                offeredTo,
                legs,
                ended,
                Outcome.FAILED,
                firstResponse,
                acknowledged,
                estimated,
                overflows,
                assisted);
    }

    ContactRecord over(Outcome how, Instant at) {
        return ended(Phase.OVER, inHand() ? replaceLast(legs.getLast().finished(at)) : legs, how, at);
    }

    private ContactRecord ended(Phase last, List<Leg> parts, Outcome how, Instant at) {
        var known = outcome == Outcome.FAILED ? outcome : how;
        return new ContactRecord(
                contact,
                channel,
                arrived,
                last,
                entry,
                null,
                parts,
                at,
                known,
                firstResponse,
                acknowledged,
                estimated,
                overflows,
                assisted);
    }

    ContactRecord overflowed(@Nullable String from, String to) {
        var more = new ArrayList<>(overflows);
        more.add(new Overflow(from, to));
        return new ContactRecord(
                contact,
                channel,
                arrived,
                phase,
                entry,
                offeredTo,
                legs,
                ended,
                outcome,
                firstResponse,
                acknowledged,
                estimated,
                more,
                assisted);
    }

    ContactRecord estimated(WaitEstimated event) {
        return new ContactRecord(
                contact,
                channel,
                arrived,
                phase,
                entry,
                offeredTo,
                legs,
                ended,
                outcome,
                firstResponse,
                acknowledged,
                estimated == null ? event : estimated,
                overflows,
                assisted);
    }

    ContactRecord assisted(Assisted by) {
        return new ContactRecord(
                contact,
                channel,
                arrived,
                phase,
                entry,
                offeredTo,
                legs,
                ended,
                outcome,
                firstResponse,
                acknowledged,
                estimated,
                overflows,
                by);
    }

    ContactRecord responded(Instant at) {
        return firstResponse != null
                ? this
                : new ContactRecord(
                        contact,
                        channel,
                        arrived,
                        phase,
                        entry,
                        offeredTo,
                        legs,
                        ended,
                        outcome,
                        at,
                        acknowledged,
                        estimated,
                        overflows,
                        assisted);
    }

    ContactRecord acknowledged(Instant at) {
        return acknowledged != null
                ? this
                : new ContactRecord(
                        contact,
                        channel,
                        arrived,
                        phase,
                        entry,
                        offeredTo,
                        legs,
                        ended,
                        outcome,
                        firstResponse,
                        at,
                        estimated,
                        overflows,
                        assisted);
    }

    /// The part of who has passed it on goes on beside it.
    private boolean inHand() {
        return !legs.isEmpty()
                && legs.getLast().finished() == null
                && (phase == Phase.IN_CONVERSATION || phase == Phase.WRAP_UP);
    }

    private boolean talking() {
        return !legs.isEmpty() && legs.getLast().talking();
    }

    private ContactRecord with(Phase next, @Nullable Entry first, @Nullable AgentId agent, List<Leg> parts) {
        return new ContactRecord(
                contact,
                channel,
                arrived,
                next,
                first,
                agent,
                parts,
                ended,
                outcome,
                firstResponse,
                acknowledged,
                estimated,
                overflows,
                assisted);
    }

    private List<Leg> replaceLast(Leg leg) {
        var changed = new ArrayList<>(legs);
        changed.set(changed.size() - 1, leg);
        return changed;
    }

    /// Times of several machines may disagree by a little; no duration is negative.
    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
