package fr.allomairies.telephony.sandbox;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.CrisisMode.Crisis;
import fr.allomairies.telephony.Telephony.BrowserPhone;
import fr.allomairies.telephony.Telephony.SipPhone;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallEvent.AfterCall;
import fr.allomairies.telephony.call.CallEvent.AgentReady;
import fr.allomairies.telephony.call.CallEvent.Arrived;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.Consulted;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.Held;
import fr.allomairies.telephony.call.CallEvent.InLoop;
import fr.allomairies.telephony.call.CallEvent.InSafetyNet;
import fr.allomairies.telephony.call.CallEvent.Joined;
import fr.allomairies.telephony.call.CallEvent.LegFailed;
import fr.allomairies.telephony.call.CallEvent.LegRejected;
import fr.allomairies.telephony.call.CallEvent.LegRings;
import fr.allomairies.telephony.call.CallEvent.NotOutside;
import fr.allomairies.telephony.call.CallEvent.OutsideSpeaks;
import fr.allomairies.telephony.call.CallEvent.TookOutside;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.Leg;
import fr.allomairies.telephony.flow.CallSignals;
import fr.allomairies.telephony.flow.Line;
import fr.allomairies.telephony.flow.PhoneCredentials;
import fr.allomairies.telephony.flow.Sighting;
import fr.allomairies.telephony.flow.Welcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plays callers and agents' phones inside the process. A phone that is plugged in rings until [#answer] or [#reject].
public final class SandboxLine implements Line {

    private final Supplier<CallSignals> signals;
    private final Supplier<Welcome> welcome;
    private final Clock clock;
    private final Instant since;
    private final Map<CallId, Conversation> callers = new ConcurrentHashMap<>();
    private final Map<CallId, Leg> ready = new ConcurrentHashMap<>();
    private final Map<AgentId, Leg> ringing = new ConcurrentHashMap<>();
    /// Legs that ring at a colleague who is asked, and those over which one speaks.
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private final Map<CallId, Leg> consults = new ConcurrentHashMap<>();
    private final Set<CallId> conferences = ConcurrentHashMap.newKeySet();
    private final Set<CallId> outside = ConcurrentHashMap.newKeySet();
    /// Whether it was answered.
    private final Map<CallId, Boolean> askedOutside = new ConcurrentHashMap<>();
    private final Map<UUID, CallId> listenings = new ConcurrentHashMap<>();
    private final Map<AgentId, Boolean> phones = new ConcurrentHashMap<>();
    private final Set<CallId> voicemail = ConcurrentHashMap.newKeySet();
    private final Map<CallId, byte[]> messages = new ConcurrentHashMap<>();

    SandboxLine(Supplier<CallSignals> signals, Supplier<Welcome> welcome, Clock clock) {
        this.signals = signals;
        this.welcome = welcome;
        this.clock = clock;
        this.since = clock.instant();
    }

    private record Conversation(@Nullable Leg leg) {}

    /// The agent's phone registers, or is pulled out.
    public void plug(AgentId agent, boolean in) {
        phones.put(agent, in);
        signals.get().phoneReachable(agent, in);
    }

    /// A citizen calls, presses the keys as they are asked for, and waits. Returns when he does.
    ///
    /// @param from absent when withheld
    /// @param keys `-` is a silence
    public CallId call(@Nullable String from, String keys) {
        return call(from, null, keys);
    }

    /// @param number that he dials; absent for the city's main one
    public CallId call(@Nullable String from, @Nullable String number, String keys) {
        var call = new CallId("sandbox-" + UUID.randomUUID());
        var sighting = new Sighting(call, from, number, clock.instant(), null);
        callers.put(call, new Conversation(null));
        var _ = signals.get().seen(sighting, new Arrived());
        greet(sighting, new Fingers(keys));
        return call;
    }

    private void greet(Sighting sighting, Fingers keys) {
        switch (welcome.get().hold(sighting, keys)) {
            case WAIT -> signals.get().tell(sighting.call(), new InLoop());
            case AGAIN -> greet(sighting, keys);
            case CLOSED, TALK, GOODBYE -> hangUp(sighting.call());
            case SAFETY_NET -> signals.get().tell(sighting.call(), new InSafetyNet());
        }
    }

    /// Whether the citizen hears the answering machine.
    public boolean atVoicemail(CallId call) {
        return voicemail.contains(call);
    }

    /// The citizen speaks to the answering machine, and hangs up.
    public void leaveMessage(CallId call, byte[] wav) {
        messages.put(call, wav);
        hangUp(call);
    }

    @Override
    public void listen(UUID listening, CallId call, AgentId by) {
        if (callers.containsKey(call)) {
            listenings.put(listening, call);
            signals.get().listens(listening, Mode.LISTEN);
        } else {
            signals.get().listeningOver(listening, "unreachable");
        }
    }

    @Override
    public void turnListening(UUID listening, Mode mode) {
        if (listenings.containsKey(listening)) {
            signals.get().listens(listening, mode);
        }
    }

    @Override
    public void endListening(UUID listening) {
        if (listenings.remove(listening) != null) {
            signals.get().listeningOver(listening, null);
        }
    }

    /// Here only Asterisk can do it.
    @Override
    public void takeOver(UUID listening) {
        endListening(listening);
    }

    @Override
    public void announceListening(boolean on) {
        // nobody is told anything here
    }

    /// The citizen hangs up.
    public void hangUp(CallId call) {
        voicemail.remove(call);
        outside.remove(call);
        askedOutside.remove(call);
        conferences.remove(call);
        if (callers.remove(call) != null) {
            tell(call, new Gone(null, EndedBy.CITIZEN));
            listenings.entrySet().stream()
                    .filter(heard -> heard.getValue().equals(call))
                    .map(Map.Entry::getKey)
                    .forEach(this::endListening);
        }
    }

    /// The call that rings at the agent's.
    public Optional<CallId> ringing(AgentId agent) {
        return Optional.ofNullable(ringing.get(agent)).map(Leg::call);
    }

    public void answer(AgentId agent) {
        var leg = ringing.remove(agent);
        if (leg != null && asked.remove(leg.id())) {
            consulted(leg);
        } else if (leg != null && callers.replace(leg.call(), new Conversation(leg)) != null) {
            tell(leg.call(), new Bridged(agent, leg.id()));
        } else if (leg != null) {
            ready.put(leg.call(), leg);
            tell(leg.call(), new AgentReady(agent, leg.id()));
        }
    }

    private void consulted(Leg leg) {
        consults.put(leg.call(), leg);
        tell(leg.call(), new Consulted(leg.id()));
    }

    public void reject(AgentId agent) {
        var leg = ringing.remove(agent);
        if (leg != null) {
            tell(leg.call(), new LegRejected(leg.id()));
        }
    }

    @Override
    public void ring(Leg leg) {
        if (phones.getOrDefault(leg.agent(), false)) {
            ringing.put(leg.agent(), leg);
            tell(leg.call(), new LegRings(leg.id()));
        } else {
            tell(leg.call(), new LegFailed(leg.id()));
        }
    }

    @Override
    public void ringForCallback(Leg leg) {
        ring(leg);
    }

    /// He answers at once.
    @Override
    public void dial(CallId call, PhoneNumber number) {
        var leg = ready.remove(call);
        if (leg != null) {
            callers.put(call, new Conversation(leg));
            tell(call, new Bridged(leg.agent(), leg.id()));
        }
    }

    @Override
    public void ringToCall(Leg leg) {
        ring(leg);
    }

    @Override
    public void call(CallId call, PhoneNumber number) {
        dial(call, number);
    }

    @Override
    public void hangUpCitizen(CallId call) {
        callers.remove(call);
    }

    @Override
    public void proposeCallback(CallId call) {
        // nobody listens
    }

    @Override
    public void proposeAssistant(CallId call) {
        // nobody listens
    }

    @Override
    public void hangUpLeg(String leg) {
        ringing.values().removeIf(current -> current.id().equals(leg));
    }

    @Override
    public void hold(CallId call) {
        leg(call).ifPresent(leg -> tell(call, new Held(leg.agent(), leg.id())));
    }

    @Override
    public void resume(CallId call) {
        outside.remove(call);
        leg(call).ifPresent(leg -> tell(call, new Bridged(leg.agent(), leg.id())));
    }

    /// It rings until [#answerOutside], [#missOutside] or [#resume].
    @Override
    public void sendOutside(CallId call, PhoneNumber number) {
        outside.add(call);
    }

    public void answerOutside(CallId call) {
        if (outside.remove(call) && callers.replace(call, new Conversation(null)) != null) {
            tell(call, new TookOutside(clock.instant()));
        }
    }

    public void missOutside(CallId call, Unanswered why) {
        if (outside.remove(call)) {
            tell(call, new NotOutside(why));
            resume(call);
        }
    }

    /// It rings until [#answerAsked] or [#dropOutside].
    @Override
    public void askOutside(CallId call, PhoneNumber number) {
        askedOutside.put(call, false);
    }

    public void answerAsked(CallId call) {
        if (askedOutside.replace(call, false, true)) {
            tell(call, new OutsideSpeaks());
        }
    }

    /// Whoever is outside hangs up.
    @Override
    public void dropOutside(CallId call) {
        if (askedOutside.remove(call) != null) {
            backToAgent(call);
        }
    }

    @Override
    public void handOverOutside(CallId call) {
        conferences.remove(call);
        if (askedOutside.remove(call, true) && callers.replace(call, new Conversation(null)) != null) {
            tell(call, new TookOutside(clock.instant()));
        }
    }

    private Optional<Leg> leg(CallId call) {
        return Optional.ofNullable(callers.get(call)).map(Conversation::leg);
    }

    @Override
    public void ringColleague(Leg leg) {
        asked.add(leg.id());
        ring(leg);
    }

    @Override
    public void join(CallId call) {
        if (consults.containsKey(call) || Boolean.TRUE.equals(askedOutside.get(call))) {
            conferences.add(call);
            tell(call, new Joined());
        }
    }

    private void backToAgent(CallId call) {
        if (conferences.remove(call)) {
            resume(call);
        } else {
            hold(call);
        }
    }

    /// The agent has the citizen still, if they spoke.
    @Override
    public void hangUpColleague(String leg) {
        hangUpLeg(leg);
        asked.remove(leg);
        consults.values().stream()
                .filter(colleague -> colleague.id().equals(leg))
                .toList()
                .forEach(colleague -> {
                    consults.remove(colleague.call());
                    backToAgent(colleague.call());
                });
    }

    @Override
    public void handOver(CallId call) {
        var colleague = consults.remove(call);
        conferences.remove(call);
        if (colleague != null && callers.replace(call, new Conversation(colleague)) != null) {
            tell(call, new Bridged(colleague.agent(), colleague.id()));
        }
    }

    @Override
    public void hangUpAgent(CallId call) {
        if (callers.remove(call) != null) {
            tell(call, new AfterCall());
        }
    }

    @Override
    public void passOn(CallId call, AgentId from) {
        if (callers.replace(call, new Conversation(null)) != null) {
            tell(call, new InLoop());
        }
    }

    @Override
    public void backToWaiting(CallId call) {
        tell(call, new InLoop());
    }

    @Override
    public void takeLeave(CallId call) {
        hangUp(call);
    }

    @Override
    public void toVoicemail(CallId call) {
        if (callers.containsKey(call)) {
            voicemail.add(call);
        }
    }

    @Override
    public Optional<byte[]> message(CallId call) {
        return Optional.ofNullable(messages.get(call));
    }

    @Override
    public void forgetMessage(CallId call) {
        messages.remove(call);
    }

    @Override
    public void announce(CallId call, int position, int minutes) {
        // nobody listens
    }

    @Override
    public void crisis(Optional<Crisis> crisis) {
        // nobody listens
    }

    @Override
    public void languages(Map<String, String> byNumber) {
        // it says nothing by itself
    }

    /// There is nothing here that a call would prove.
    @Override
    public boolean callSelf(String id) {
        return false;
    }

    @Override
    public void answerSelfCall(String id, String channel) {
        // none waits
    }

    @Override
    public void endSelfCall(String id) {
        // none goes on
    }

    @Override
    public void beat(Instant turn) {
        // this line lives and dies with us
    }

    @Override
    public void standBy(AgentId agent, boolean available) {
        // it has no queue of its own
    }

    @Override
    public void provision(AgentId agent, PhoneCredentials credentials) {
        phones.putIfAbsent(agent, false);
    }

    @Override
    public Optional<BrowserPhone> browserPhone(AgentId agent, PhoneCredentials credentials) {
        return Optional.empty();
    }

    @Override
    public Optional<SipPhone> sipPhone(AgentId agent, PhoneCredentials credentials) {
        return Optional.empty();
    }

    @Override
    public boolean isReached() {
        return true;
    }

    @Override
    public boolean isReached(CallId call) {
        return true;
    }

    @Override
    public LineStatus status() {
        return new LineStatus(
                "sandbox", true, callers.size(), since, "sandbox: no telephone line is connected", List.of());
    }

    private void tell(CallId call, CallEvent event) {
        signals.get().tell(call, event);
    }

    /// Presses the next key whenever a prompt can be interrupted by one.
    private static final class Fingers implements Welcome.Greeted<RuntimeException> {

        private static final char SILENCE = '-';

        private final Queue<Character> keys = new ArrayDeque<>();

        Fingers(String keys) {
            keys.chars().forEach(key -> this.keys.add((char) key));
        }

        @Override
        public Optional<Character> play(String prompt) {
            var next = keys.peek();
            return next == null || next == SILENCE ? Optional.empty() : Optional.of(keys.remove());
        }

        @Override
        public void speak(String language) {
            // understands every language
        }

        @Override
        public boolean tell(String prompt, char key) {
            return keys.remove(key);
        }

        @Override
        public void mayObject() {
            // presses no key in a conversation
        }

        @Override
        public boolean canTalk() {
            return false;
        }

        @Override
        public Optional<Character> key(Duration patience) {
            keys.poll();
            return Optional.empty();
        }
    }
}
