package fr.allomairies.telephony.asterisk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.telephony.call.CallId;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is known of channels: which are callers, which ring for which leg, and who shares a bridge with whom. Channels
/// are known by their unique ids, which Asterisk takes wherever it takes a name.
final class Channels {

    /// PJSIP/marie-web-0000001a
    private static final Pattern PHONE = Pattern.compile("PJSIP/(.+)-(web|sip)(?:-[0-9a-f]{8})?");

    private final Set<String> callers = ConcurrentHashMap.newKeySet();
    private final Map<String, RingingLeg> legs = new ConcurrentHashMap<>();
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Set<String> dialling = ConcurrentHashMap.newKeySet();
    private final Map<String, Unanswered> answers = new ConcurrentHashMap<>();
    private final Map<String, Bridge> bridges = new ConcurrentHashMap<>();
    private final Map<CallId, String> holders = new ConcurrentHashMap<>();

    private final Map<CallId, String> consults = new ConcurrentHashMap<>();
    private final Set<CallId> outside = ConcurrentHashMap.newKeySet();
    private final Map<CallId, String> conferences = new ConcurrentHashMap<>();
    private static final String NO_BRIDGE_YET = "";

    /// One phone of a leg.
    record RingingLeg(CallId call, String leg, AgentId agent) {}

    /// @param caller absent until the caller is in it
    /// @param agentChannel absent until an agent is in it
    record Bridge(
            @Nullable String caller,
            @Nullable String agentChannel,
            @Nullable AgentId agent) {

        boolean complete() {
            return caller != null && agent != null;
        }
    }

    /// The agent whose phone the channel or device is.
    static Optional<AgentId> agent(@Nullable String channel) {
        if (channel == null) {
            return Optional.empty();
        }
        var phone = PHONE.matcher(channel);
        return phone.matches() && phone.group(1).matches("[a-z0-9][a-z0-9.-]{0,39}")
                ? Optional.of(new AgentId(phone.group(1)))
                : Optional.empty();
    }

    /// A citizen whom we call: how that ends is told by the end of his channel and the answer to our command.
    void dial(String uniqueId) {
        dialling.add(uniqueId);
    }

    boolean isDialling(CallId call) {
        return dialling.contains(call.value());
    }

    /// @return whether it was such a call
    boolean dialled(String uniqueId) {
        answers.remove(uniqueId);
        return dialling.remove(uniqueId);
    }

    /// Asterisk's answer to our command, which came before the end of the channel.
    void answered(String uniqueId, Unanswered why) {
        if (dialling.contains(uniqueId)) {
            answers.put(uniqueId, why);
        }
    }

    Optional<Unanswered> answer(String uniqueId) {
        return Optional.ofNullable(answers.get(uniqueId));
    }

    void caller(String uniqueId) {
        callers.add(uniqueId);
    }

    boolean isCaller(@Nullable String uniqueId) {
        return uniqueId != null && callers.contains(uniqueId);
    }

    /// Whether it is dialled, is there, or a phone rings for it here.
    boolean knows(CallId call) {
        return callers.contains(call.value())
                || isDialling(call)
                || !legsOf(call).isEmpty();
    }

    boolean has(ContactId contact) {
        return callers.stream().anyMatch(caller -> new CallId(caller).contact().equals(contact));
    }

    int callers() {
        return callers.size();
    }

    void leg(String uniqueId, RingingLeg leg) {
        legs.put(uniqueId, leg);
    }

    /// The phone really rings or is about to: how that ends is told by the end of its channel.
    void created(String uniqueId) {
        created.add(uniqueId);
    }

    /// The unique ids of all channels of which the end has not been heard.
    Set<String> existing() {
        var existing = new HashSet<>(callers);
        existing.addAll(created);
        return existing;
    }

    boolean isCreated(String uniqueId) {
        return created.contains(uniqueId);
    }

    Optional<RingingLeg> leg(@Nullable String uniqueId) {
        return uniqueId == null ? Optional.empty() : Optional.ofNullable(legs.get(uniqueId));
    }

    /// The unique ids of the phones that still ring or speak for the leg.
    Set<String> phones(String leg) {
        var phones = ConcurrentHashMap.<String>newKeySet();
        legs.forEach((uniqueId, ringing) -> {
            if (ringing.leg().equals(leg)) {
                phones.add(uniqueId);
            }
        });
        return phones;
    }

    /// The unique ids of all phones that ring for the call.
    Set<String> legsOf(CallId call) {
        var phones = ConcurrentHashMap.<String>newKeySet();
        legs.forEach((uniqueId, ringing) -> {
            if (ringing.call().equals(call)) {
                phones.add(uniqueId);
            }
        });
        return phones;
    }

    /// Whether it is a call that an agent makes, and her phone rings for it: of the citizen there is nothing yet.
    boolean ringsToCall(CallId call) {
        return call.isPlaced() && !legsOf(call).isEmpty();
    }

    /// The unique ids of the channels by which the device rings.
    Set<String> ringing(String device) {
        var ringing = ConcurrentHashMap.<String>newKeySet();
        agent(device)
                .ifPresent(agent -> legs.forEach((uniqueId, leg) -> {
                    if (leg.agent().equals(agent)
                            && uniqueId.endsWith(device.substring(device.lastIndexOf('-')))
                            && callOf(uniqueId).isEmpty()
                            && heldBy(uniqueId).isEmpty()
                            && !consults.containsValue(uniqueId)) {
                        ringing.add(uniqueId);
                    }
                }));
        return ringing;
    }

    /// The caller is to enter the bridge of the agent who holds him and of whom she speaks with.
    void joins(CallId call) {
        conferences.put(call, NO_BRIDGE_YET);
    }

    /// Of whoever else is in the bridge the caller is with her who has held him.
    private Optional<Bridge> joined(String bridge, CallId call) {
        var known = conferences.get(call);
        var holder = holder(call);
        if (known == null || holder.isEmpty() || !known.equals(NO_BRIDGE_YET) && !known.equals(bridge)) {
            conferences.remove(call);
            return Optional.empty();
        }
        conferences.put(call, bridge);
        outside.remove(call);
        var conference = new Bridge(call.value(), holder.get(), null);
        bridges.put(bridge, conference);
        return Optional.of(conference);
    }

    /// Of the three he is left with the agent, in the same bridge.
    Optional<Bridge> stays(CallId call, String agentChannel, AgentId agent) {
        var bridge = conferences.remove(call);
        if (bridge == null || bridge.equals(NO_BRIDGE_YET)) {
            return Optional.empty();
        }
        holders.remove(call);
        consults.remove(call);
        var two = new Bridge(call.value(), agentChannel, agent);
        bridges.put(bridge, two);
        return Optional.of(two);
    }

    /// @return the bridge when this made it one of a caller and an agent, or a conference
    Optional<Bridge> entered(String bridge, String uniqueId, @Nullable String channel) {
        var conference = isCaller(uniqueId) ? joined(bridge, new CallId(uniqueId)) : Optional.<Bridge>empty();
        if (conference.isPresent()) {
            return conference;
        }
        var entered = bridges.merge(
                bridge,
                isCaller(uniqueId) ? new Bridge(uniqueId, null, null) : agentIn(uniqueId, channel),
                Channels::joined);
        if (!entered.complete()) {
            return Optional.empty();
        }
        var call = new CallId(Objects.requireNonNull(entered.caller()));
        holders.remove(call);
        consults.remove(call);
        outside.remove(call);
        return Optional.of(entered);
    }

    private static Bridge agentIn(String uniqueId, @Nullable String channel) {
        return agent(channel)
                .map(agent -> new Bridge(null, uniqueId, agent))
                .orElseGet(() -> new Bridge(null, null, null));
    }

    private static Bridge joined(Bridge one, Bridge other) {
        return new Bridge(
                other.caller() == null ? one.caller() : other.caller(),
                other.agentChannel() == null ? one.agentChannel() : other.agentChannel(),
                other.agent() == null ? one.agent() : other.agent());
    }

    /// The agent's channel is kept for the caller, who is on hold.
    void held(CallId call, String agentChannel) {
        holders.put(call, agentChannel);
    }

    /// The agent's channel that is kept for the caller.
    Optional<String> holder(CallId call) {
        return Optional.ofNullable(holders.get(call));
    }

    Set<CallId> held() {
        return Set.copyOf(holders.keySet());
    }

    /// The call that is on hold for the agent's channel.
    Optional<CallId> heldBy(String agentChannel) {
        return holders.entrySet().stream()
                .filter(held -> agentChannel.equals(held.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The colleague's channel speaks with the one that is kept for the caller.
    void consulted(CallId call, String colleagueChannel) {
        consults.put(call, colleagueChannel);
    }

    boolean isConsulting(CallId call) {
        return consults.containsKey(call);
    }

    /// An outside number is called for the caller, or that is over.
    void sentOutside(CallId call, boolean on) {
        if (on) {
            outside.add(call);
        } else {
            outside.remove(call);
        }
    }

    boolean isSentOutside(CallId call) {
        return outside.contains(call);
    }

    boolean isBridge(String bridge) {
        return bridges.containsKey(bridge);
    }

    Set<String> bridges() {
        return Set.copyOf(bridges.keySet());
    }

    /// Who waits is in no bridge, also when its end is told only later.
    void waits(String caller) {
        bridges.values().removeIf(bridge -> caller.equals(bridge.caller()));
    }

    void destroyed(String bridge) {
        bridges.remove(bridge);
    }

    /// The channel of the agent who speaks with the caller.
    Optional<String> agentOf(CallId call) {
        return bridges.values().stream()
                .filter(bridge -> call.value().equals(bridge.caller()))
                .map(Bridge::agentChannel)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /// The call that the agent's channel is in.
    Optional<CallId> callOf(String agentChannel) {
        return bridges.values().stream()
                .filter(bridge -> agentChannel.equals(bridge.agentChannel()))
                .map(Bridge::caller)
                .filter(Objects::nonNull)
                .map(CallId::new)
                .findFirst();
    }

    void hungUp(String uniqueId) {
        if (callers.remove(uniqueId)) {
            outside.remove(new CallId(uniqueId));
            conferences.remove(new CallId(uniqueId));
        }
        legs.remove(uniqueId);
        created.remove(uniqueId);
        holders.values().remove(uniqueId);
        consults.values().remove(uniqueId);
    }

    /// After a break nothing that was known of channels is sure.
    void forget() {
        callers.clear();
        dialling.clear();
        answers.clear();
        bridges.clear();
        holders.clear();
        consults.clear();
        outside.clear();
        conferences.clear();
        legs.keySet().retainAll(created);
    }

    /// The server is given up: also the end of what rang there is not heard any more.
    void forgetAll() {
        created.clear();
        forget();
    }
}
