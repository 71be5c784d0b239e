package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.telephony.SelfCalls.Stage;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallEvent.CutOff;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class Telling implements CallSignals {

    private final Calls calls;
    private final Phones phones;
    private final Heartbeat heartbeat;
    private final CrisisDesk crisis;
    private final Numbers numbers;
    private final RecordingDesk recordings;
    private final ListeningDesk listeningDesk;
    private final SelfCallDesk selfCalls;
    private final Lanes<CallId> objections = new Lanes<>();
    private final Clock clock;

    Telling(
            Calls calls,
            Phones phones,
            Heartbeat heartbeat,
            CrisisDesk crisis,
            Numbers numbers,
            RecordingDesk recordings,
            ListeningDesk listeningDesk,
            SelfCallDesk selfCalls,
            Clock clock) {
        this.calls = calls;
        this.phones = phones;
        this.heartbeat = heartbeat;
        this.crisis = crisis;
        this.numbers = numbers;
        this.recordings = recordings;
        this.listeningDesk = listeningDesk;
        this.selfCalls = selfCalls;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<CallState> seen(Sighting sighting, CallEvent event) {
        return calls.seen(sighting, event);
    }

    @Override
    public void tell(CallId call, CallEvent event) {
        calls.tell(call, event);
    }

    @Override
    public void objected(CallId call) {
        objections.run(call, () -> recordings.citizenObjects(call));
    }

    @Override
    public void listens(UUID listening, Mode mode) {
        listeningDesk.heard(listening, mode);
    }

    @Override
    public void listeningOver(UUID listening, @Nullable String failure) {
        listeningDesk.over(listening, failure);
    }

    @Override
    public void takenOver(UUID listening) {
        listeningDesk.takenOver(listening);
    }

    @Override
    public List<Listens> listenings() {
        return listeningDesk.expected();
    }

    @Override
    public Set<CallId> open() {
        return calls.open();
    }

    @Override
    public Optional<String> carrier(CallId call) {
        return calls.carrier(call);
    }

    @Override
    public void carries(CallId call, String server) {
        calls.carries(call, server);
    }

    @Override
    public Set<CallId> calling() {
        return calls.calling();
    }

    @Override
    public boolean isOver(CallId call) {
        return calls.isOver(call.contact());
    }

    @Override
    public boolean isLost(CallId call) {
        return calls.isLost(call.contact());
    }

    @Override
    public boolean alive() {
        return heartbeat.turns();
    }

    @Override
    public void selfCall(String id, Stage reached, String channel) {
        selfCalls.reached(id, reached, channel);
    }

    @Override
    public void phoneReachable(AgentId agent, boolean reachable) {
        phones.reachable(agent, reachable);
        if (reachable) {
            calls.phoneBack(agent, clock.instant().plus(CutOff.KEPT));
        }
    }

    @Override
    public Set<AgentId> agentsWithPhones() {
        return phones.agents();
    }

    @Override
    public void lineReady() {
        heartbeat.run();
        phones.tellLine();
        crisis.tellLine();
        numbers.tellLine();
        listeningDesk.tellLine();
    }
}
