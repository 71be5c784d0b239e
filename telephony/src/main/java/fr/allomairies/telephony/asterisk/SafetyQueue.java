package fr.allomairies.telephony.asterisk;

import fr.allomairies.contact.AgentId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.action.QueueAddAction;
import org.asteriskjava.manager.action.QueuePauseAction;
import org.asteriskjava.manager.action.QueueRemoveAction;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.jspecify.annotations.Nullable;

/// Keeps the members of the safety net as they are to be when we die: who could take a call now, by the phone that is
/// registered, and nobody else. One member an agent, so that two phones of his never ring for two callers.
final class SafetyQueue {

    private static final String QUEUE = "secours";

    private final AmiLink ami;
    private final PhoneStates phones;
    private final Map<AgentId, Boolean> available = new HashMap<>();
    private final Map<AgentId, Member> members = new HashMap<>();

    SafetyQueue(AmiLink ami, PhoneStates phones) {
        this.ami = ami;
        this.phones = phones;
    }

    private record Member(String device, boolean paused) {}

    synchronized void standBy(AgentId agent, boolean canTake) {
        available.put(agent, canTake);
        align(agent);
    }

    /// A phone came or went.
    synchronized void align(AgentId agent) {
        var wanted = wanted(agent);
        var current = Optional.ofNullable(members.get(agent));
        if (wanted.equals(current)) {
            return;
        }
        current.filter(member -> !sameDevice(member, wanted)).ifPresent(this::remove);
        wanted.ifPresent(member -> current.filter(now -> sameDevice(now, wanted))
                .ifPresentOrElse(_ -> pause(member), () -> add(agent, member)));
        wanted.ifPresentOrElse(member -> members.put(agent, member), () -> members.remove(agent));
    }

    private Optional<Member> wanted(AgentId agent) {
        return phones.phones(agent).stream()
                .findFirst()
                .map(device -> new Member(device, !available.getOrDefault(agent, false)));
    }

    private static boolean sameDevice(Member member, Optional<Member> other) {
        return other.filter(wanted -> wanted.device().equals(member.device())).isPresent();
    }

    private void add(AgentId agent, Member member) {
        var add = new QueueAddAction(QUEUE, member.device(), 0);
        add.setMemberName(agent.value());
        add.setStateInterface(member.device());
        add.setPaused(member.paused());
        ami.send(add);
    }

    private void pause(Member member) {
        ami.send(new QueuePauseAction(member.device(), QUEUE, member.paused()));
    }

    private void remove(Member member) {
        ami.send(new QueueRemoveAction(QUEUE, member.device()));
    }

    /// Takes over what Asterisk has, and puts right what is wrong with it.
    void compare() throws IOException {
        var query = new QueueStatusAction();
        query.setQueue(QUEUE);
        var found = ami.list(query, QueueMemberEvent.class);
        synchronized (this) {
            members.clear();
            found.forEach(this::takeOver);
            available.keySet().forEach(this::align);
        }
    }

    private void takeOver(QueueMemberEvent found) {
        var device = device(found);
        Channels.agent(device).ifPresent(agent -> {
            var member = new Member(device, Boolean.TRUE.equals(found.getPaused()));
            if (members.putIfAbsent(agent, member) != null) {
                remove(member);
            }
            available.putIfAbsent(agent, false);
        });
    }

    private static String device(QueueMemberEvent found) {
        @Nullable String device = found.getInterface() == null ? found.getLocation() : found.getInterface();
        return device == null ? "" : device;
    }
}
