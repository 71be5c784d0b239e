package fr.allomairies.telephony.flow;

import fr.allomairies.channels.VoiceIntake;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ConferenceBegan;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.RecordingEvent.RecordingPaused;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.call.Call;
import fr.allomairies.telephony.call.CallCommand;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.telephony.call.CallTable;
import fr.allomairies.telephony.call.Consult;
import fr.allomairies.telephony.call.Leg;
import fr.allomairies.telephony.call.Step;
import fr.allomairies.telephony.flow.Calls.LiveCall;
import fr.allomairies.telephony.flow.TalkStore.State;
import fr.allomairies.telephony.flow.TalkStore.StoredTalk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Carries out commands: first what routing must know, then what is stored, with its event in the same transaction.
/// What the line is told it is told at once, for nothing of it needs to be stored.
@Component
class CallEffects {

    private static final Logger LOG = LoggerFactory.getLogger(CallEffects.class);

    /// Until the next re-sync finds him waiting still.
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final CategoryCode DANGER = new CategoryCode("emergency.danger");

    private final Line line;
    private final Routing routing;
    private final VoiceIntake intake;
    private final CallStore store;
    private final WayOut wayOut;
    private final Callbacks callbacks;
    private final PlacedCalls placed;
    private final Leavings leavings;
    private final Talks talks;
    private final LiveListeningStore listenings;
    private final EventLog log;
    private final BlockStore blocks;
    private final RecordingStore recordings;
    private final TransactionTemplate transaction;
    private final CallerNumbers callers;
    private final Numbers numbers;
    private final Heartbeat heartbeat;
    private final Clock clock;

    CallEffects(
            Line line,
            Routing routing,
            VoiceIntake intake,
            CallStore store,
            WayOut wayOut,
            Callbacks callbacks,
            PlacedCalls placed,
            Leavings leavings,
            Talks talks,
            LiveListeningStore listenings,
            BlockStore blocks,
            RecordingStore recordings,
            EventLog log,
            TransactionTemplate transaction,
            CallerNumbers callers,
            Numbers numbers,
            Heartbeat heartbeat,
            Clock clock) {
        this.line = line;
        this.routing = routing;
        this.intake = intake;
        this.store = store;
        this.wayOut = wayOut;
        this.callbacks = callbacks;
        this.placed = placed;
        this.leavings = leavings;
        this.talks = talks;
        this.listenings = listenings;
        this.blocks = blocks;
        this.recordings = recordings;
        this.log = log;
        this.transaction = transaction;
        this.callers = callers;
        this.numbers = numbers;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    /// Stores a call that nobody has seen before. Where nothing follows but its place in the queue, as for a call that
    /// a dialplan of the operator's own sends straight there, that is stored with it.
    ///
    /// @return the call after that; empty for one that is stored already
    Optional<LiveCall> arrive(Sighting sighting, CallEvent event) {
        var call = sighting.call();
        var called = numbers.called(sighting.number());
        var relayed = called.number().relayed();
        // the relay's own number is nobody's
        var caller = relayed ? null : callers.parse(sighting.from());
        var arrived = new LiveCall(Call.arrived(call), caller, sighting.since(), called);
        var step = CallTable.on(arrived.call(), event);
        var together = step.commands().stream().allMatch(CallCommand.Queue.class::isInstance);
        var first = transaction.execute(_ -> {
            var isNew = store.arrived(call, caller, called.dialled(), sighting.since(), sighting.trace());
            if (isNew) {
                log.append(new ContactArrived(
                        sighting.since(), call.contact(), relayed ? ChannelKind.RELAY : ChannelKind.VOICE));
                numbers.noteUnknown(called, sighting.since());
            }
            if (isNew && together) {
                carryOut(arrived, step);
            }
            return isNew;
        });
        if (!first) {
            return Optional.empty();
        }
        LOG.atInfo()
                .addKeyValue("call", call)
                .addKeyValue("contact", call.contact())
                .log("call-arrived");
        return Optional.of(together ? arrived.after(step.call()) : arrived);
    }

    /// What the line tells of a call, with what came of his talk with the assistant before we died.
    CallEvent told(Call call, CallEvent event) {
        return event instanceof CallEvent.InSafetyNet && call.state() == CallState.MENU && hasTalked(call.id())
                ? new CallEvent.TalkedInSafetyNet()
                : event;
    }

    private boolean hasTalked(CallId call) {
        return talks.result(call)
                .filter(talk -> talk.state() == State.SERVED || talk.state() == State.CALLBACK)
                .isPresent();
    }

    void carryOut(LiveCall known, Step step) {
        for (var command : step.commands()) {
            carryOut(known, command);
        }
    }

    private void carryOut(LiveCall known, CallCommand command) {
        var call = known.call().id();
        var contact = call.contact();
        switch (command) {
            case CallCommand.Queue queue -> queue(known, queue);
            case CallCommand.EndInMenu() -> endInMenu(known);
            case CallCommand.EndClosed() ->
                once(() -> ended(call), new ContactEnded(clock.instant(), contact, Outcome.SELF_SERVED));
            case CallCommand.EndBlocked(var block) -> endBlocked(call, block);
            case CallCommand.Accept(var agent) -> accept(call, agent);
            case CallCommand.TakeOver(var agent) -> takeOver(call, agent);
            case CallCommand.GiveBack(var agent) -> giveBack(call, agent);
            case CallCommand.Decline(var agent) -> refused("decline", call, routing.decline(agent, contact));
            case CallCommand.PhoneFailed(var agent) ->
                refused("phone-failed", call, routing.phoneFailed(agent, contact));
            case CallCommand.Abandon() -> abandon(known);
            case CallCommand.MarkLost() -> store.lost(call, clock.instant());
            case CallCommand.EndConversation(var by) -> endConversation(call, by);
            case CallCommand.TakeMessage() -> wayOut.takeMessage(known);
            case CallCommand.Ring(var leg) -> line.ring(leg);
            case CallCommand.RingAgain(var agent) ->
                line.ring(new Leg(call, agent, clock.instant().plus(AGAIN), 1));
            case CallCommand.HangUpLeg(var leg) -> line.hangUpLeg(leg);
            case CallCommand.HangUpAgent() -> line.hangUpAgent(call);
            case CallCommand.Hold() -> line.hold(call);
            case CallCommand.Resume() -> line.resume(call);
            case CallCommand.BeginHold(var agent) -> {
                var now = clock.instant();
                once(() -> store.held(call, now), new ContactHeld(now, contact, agent));
            }
            case CallCommand.EndHold(var agent) ->
                once(() -> store.resumed(call), new HoldEnded(clock.instant(), contact, agent));
            case CallCommand.KeepConsult(var consult) -> store.consulting(call, consult);
            case CallCommand.RingColleague(var leg) -> line.ringColleague(leg);
            case CallCommand.HangUpColleague(var leg) -> line.hangUpColleague(leg);
            case CallCommand.BeginConsult(var colleague) ->
                transaction.executeWithoutResult(_ -> {
                    routing.consultBegan(contact, colleague);
                    store.consultSpeaks(call);
                });
            case CallCommand.EndConsult(var consult, var how) ->
                transaction.executeWithoutResult(_ -> {
                    routing.consultEnded(consult, how);
                    store.consultOver(call);
                });
            case CallCommand.ForgetConsult() -> store.consultOver(call);
            case CallCommand.HandOver() -> line.handOver(call);
            case CallCommand.Join() -> line.join(call);
            case CallCommand.BeginConference(var agent, var with) -> beginConference(call, agent, with);
            case CallCommand.CompleteConsult(var colleague) -> completeConsult(call, colleague);
            case CallCommand.KeepOutside(var agent, var outside) -> leavings.begin(call, agent, outside);
            case CallCommand.SendOutside(var outside) -> line.sendOutside(call, outside.number());
            case CallCommand.AskOutside(var outside) -> askOutside(call, outside.number());
            case CallCommand.BeginOutsideConsult(var agent) -> leavings.consultBegan(call, agent);
            case CallCommand.DropOutside() -> line.dropOutside(call);
            case CallCommand.EndOutsideConsult(var agent, var how) -> leavings.consultEnded(call, agent, how);
            case CallCommand.HandOverOutside() -> line.handOverOutside(call);
            case CallCommand.MissOutside(var agent, var why) -> leavings.missed(call, agent, why);
            case CallCommand.Leave(var agent, var at) -> leavings.left(call, agent, at);
            case CallCommand.EndOutside(var told) -> leavings.ended(call, told);
            case CallCommand.PassOn(var from) -> {
                store.transferred(call, from, clock.instant());
                line.passOn(call, from);
            }
            case CallCommand.InQueueAgain() -> store.inQueueAgain(call);
            case CallCommand.BackToWaiting() -> backToWaiting(call);
            case CallCommand.TakeLeave() -> line.takeLeave(call);
            case CallCommand.ToVoicemail() -> line.toVoicemail(call);
            case CallCommand.PromiseCallback(var number) -> callbacks.promise(known, number);
            case CallCommand.NoteAssistant() ->
                transaction.executeWithoutResult(_ -> log.append(new AssistantReplied(clock.instant(), contact)));
            case CallCommand.EndServed(boolean confirmed) -> endServed(call, confirmed);
            case CallCommand.RingForCallback(var leg) -> line.ringForCallback(leg);
            case CallCommand.Dial(var agent) -> dial(known, agent);
            case CallCommand.RingToCall(var leg) -> line.ringToCall(leg);
            case CallCommand.CallCitizen(var agent) -> {
                store.dialled(call, agent, clock.instant());
                line.call(call, Objects.requireNonNull(known.caller()));
            }
            case CallCommand.EndUnanswered(var agent, var why) -> placed.unanswered(call, agent, why);
            case CallCommand.NotReached() -> callbacks.notReached(known);
            case CallCommand.HangUpCitizen() -> line.hangUpCitizen(call);
        }
    }

    /// Whoever is outside was never told of a recording, which the line has stopped: it is paused until she
    /// goes on with it.
    private void beginConference(CallId call, AgentId agent, @Nullable Consult with) {
        var now = clock.instant();
        var began = with == null
                ? new ConferenceBegan(now, call.contact(), agent, null, null)
                : new ConferenceBegan(now, call.contact(), agent, with.leg().agent(), with.id());
        transaction.executeWithoutResult(_ -> {
            if (store.joined(call, now)) {
                log.append(began);
                if (with == null && recordings.paused(call)) {
                    log.append(new RecordingPaused(now, call.contact(), agent));
                }
            }
        });
    }

    /// Whoever is outside was never told that somebody may listen.
    private void askOutside(CallId call, PhoneNumber number) {
        listenings.open().stream()
                .filter(listening -> listening.contact().equals(call.contact()))
                .forEach(listening -> line.endListening(listening.id()));
        line.askOutside(call, number);
    }

    /// While routing is silent the line's own queue is the better place. The next re-sync finds him there.
    private void backToWaiting(CallId call) {
        if (heartbeat.regular()) {
            line.backToWaiting(call);
        }
    }

    /// In one transaction, or a call that ends before it is queued would be queued by the intake's own retries.
    private void queue(LiveCall known, CallCommand.Queue queue) {
        var call = known.call().id();
        var called = known.called() == null ? numbers.called(call.contact()) : known.called();
        var number = called.number();
        transaction.executeWithoutResult(_ -> {
            var talk = talks.result(call);
            var chosen = queue.category() == null
                    ? talk.map(StoredTalk::category).orElse(number.straightTo())
                    : queue.category();
            intake.queue(
                    number.relayed() ? ChannelKind.RELAY : ChannelKind.VOICE,
                    call.value(),
                    call.contact(),
                    known.arrivedAt(),
                    known.caller(),
                    called.dialled(),
                    chosen,
                    talk.map(StoredTalk::untold).orElse(null),
                    number.language());
            log.alongside(CallStore.queuing(call, clock.instant()));
            talks.forget(call);
        });
    }

    /// The bridge is what counts: where the lease ran out at that very instant, the agent has the call all the same.
    private void accept(CallId call, AgentId agent) {
        taken(call, agent);
        connected(call, agent);
    }

    private void taken(CallId call, AgentId agent) {
        var refusal = routing.accept(agent, call.contact());
        if (refusal.isPresent()) {
            refused("accept", call, refusal);
            routing.connectedElsewhere(call.contact(), agent);
        }
    }

    /// Her offer is answered; that the citizen is not there yet is none of her fault.
    private void dial(LiveCall known, AgentId agent) {
        var call = known.call().id();
        transaction.executeWithoutResult(_ -> {
            taken(call, agent);
            store.dialled(call, agent, clock.instant());
        });
        line.dial(call, Objects.requireNonNull(known.caller()));
    }

    private void takeOver(CallId call, AgentId agent) {
        routing.connectedElsewhere(call.contact(), agent);
        connected(call, agent);
    }

    private void connected(CallId call, AgentId agent) {
        var now = clock.instant();
        transaction.executeWithoutResult(_ -> {
            if (store.connected(call, agent, now)) {
                log.append(new ContactConnected(now, call.contact(), agent));
                placed.answered(call);
            }
        });
    }

    /// Routing first, which makes a transfer of it: the log tells of the next agent after it.
    private void completeConsult(CallId call, AgentId colleague) {
        var now = clock.instant();
        once(
                () -> {
                    routing.consultCompleted(call.contact(), colleague);
                    return store.handedOver(call, colleague, now);
                },
                new ContactConnected(now, call.contact(), colleague));
    }

    private void giveBack(CallId call, AgentId agent) {
        LOG.atInfo().addKeyValue("call", call).addKeyValue("agent", agent).log("agent-line-lost");
        transaction.executeWithoutResult(_ -> {
            routing.lineLost(agent, call.contact());
            store.givenBack(call);
        });
    }

    /// Who was called back and found nobody is tried again. With whom the server has died has not given up.
    private void abandon(LiveCall known) {
        var call = known.call().id();
        transaction.executeWithoutResult(_ -> {
            if (!callbacks.abandon(known) && !wayOut.abandon(call)) {
                if (store.isLost(call.contact())) {
                    routing.leave(call.contact(), ContactOverflowed.LOST);
                } else {
                    routing.abandon(call.contact());
                }
                accountFor(call);
            }
        });
    }

    /// Who was told to call for help, and hangs up to do so, keeps his place, ahead of everybody, and so does, in his
    /// turn, who has agreed with the assistant to be called back. Routing learns of
    /// him when that is stored: should we die before it lets him go, it does so when it has offered him.
    private void endInMenu(LiveCall known) {
        var contact = known.call().id().contact();
        switch (Objects.requireNonNull(transaction.execute(_ -> leaveMenu(known)))) {
            case CALLED_BACK -> routing.leave(contact, ContactOverflowed.CALLBACK);
            case GAVE_UP -> routing.abandon(contact);
            case OVER -> {}
        }
    }

    private enum Left {
        OVER,
        CALLED_BACK,
        GAVE_UP
    }

    private Left leaveMenu(LiveCall known) {
        var call = known.call().id();
        var talk = talks.result(call);
        var agreed = talk.filter(told -> told.state() == State.CALLBACK).isPresent();
        if (!agreed
                && talk.filter(told -> told.said().urgent() && !told.closed()).isEmpty()) {
            endInMenu(
                    call,
                    talk.filter(told -> told.state() == State.SERVED || told.closed())
                            .isPresent());
            return Left.OVER;
        }
        queue(known, new CallCommand.Queue(agreed ? null : DANGER));
        if (known.caller() == null) {
            ended(call);
            return Left.GAVE_UP;
        }
        callbacks.keepPlace(call, known.caller());
        return Left.CALLED_BACK;
    }

    /// @param served he has had his answer, also when he hangs up before anybody takes leave of him, or nobody could
    /// answer
    private void endInMenu(CallId call, boolean served) {
        var now = clock.instant();
        once(() -> ended(call), howInMenu(call.contact(), served, now));
    }

    private ContactEvent howInMenu(ContactId contact, boolean served, Instant now) {
        return served
                ? new ContactEnded(now, contact, Outcome.SELF_SERVED)
                : store.isLost(contact)
                        ? new ContactEnded(now, contact, Outcome.LOST)
                        : new ContactAbandoned(now, contact, Stage.MENU);
    }

    private void endBlocked(CallId call, UUID block) {
        var now = clock.instant();
        transaction.executeWithoutResult(_ -> {
            if (ended(call)) {
                log.append(new ContactEnded(now, call.contact(), Outcome.BLOCKED));
                blocks.count(block, now);
            }
        });
    }

    /// Told first, since nothing is told of a contact that is over.
    private void endServed(CallId call, boolean confirmed) {
        var how = confirmed ? AssistantEnd.ANSWERED : AssistantEnd.LEFT;
        transaction.executeWithoutResult(
                _ -> log.append(new AssistantEnded(clock.instant(), call.contact(), how, null, false)));
        transaction.executeWithoutResult(_ -> {
            if (!wayOut.served(call) && ended(call)) {
                routing.leave(call.contact(), ContactOverflowed.ASSISTANT);
            }
        });
    }

    private void endConversation(CallId call, EndedBy by) {
        transaction.executeWithoutResult(_ -> {
            if (!wayOut.endConversation(call)) {
                routing.conversationEnded(call.contact(), by);
                accountFor(call);
            }
        });
    }

    private void accountFor(CallId call) {
        if (ended(call)) {
            placed.over(call);
        }
    }

    private boolean ended(CallId call) {
        var ended = store.ended(call, clock.instant());
        talks.forget(call);
        return ended;
    }

    private void once(BooleanSupplier change, ContactEvent event) {
        transaction.executeWithoutResult(_ -> {
            if (change.getAsBoolean()) {
                log.append(event);
            }
        });
    }

    private static void refused(String command, CallId call, Optional<Refusal> refusal) {
        refusal.ifPresent(why -> LOG.atInfo()
                .addKeyValue("command", command)
                .addKeyValue("call", call)
                .addKeyValue("code", why.code())
                .log("routing-refused"));
    }
}
