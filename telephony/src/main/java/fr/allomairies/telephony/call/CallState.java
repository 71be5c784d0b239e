package fr.allomairies.telephony.call;

/// Where a call is in our account of it.
public enum CallState {
    /// On the line, not yet spoken to.
    ARRIVED,
    /// In the dialogue with the machine.
    MENU,
    /// Has its place in the queue, but is not yet (or not any more) in the waiting loop of the line.
    QUEUED,
    /// In the queue, with music: an agent can be connected.
    WAITING,
    /// Waiting, and the phone of an agent rings.
    RINGING,
    /// Has left the queue: is on the way to the answering machine, or speaks to it.
    VOICEMAIL,
    /// Has hung up and keeps his place: he is called back when it is his turn.
    CALLBACK,
    /// An agent has him, and his phone rings.
    DIALLING,
    /// An agent calls a citizen: her own phone rings first.
    PLACED,
    /// An agent calls a citizen: she listens to his phone ringing.
    CALLING,
    /// Citizen and agent hear each other.
    CONNECTED,
    /// In the agent's hands, with music: she has put him on hold, and her phone is kept.
    HELD,
    /// The agent has passed him on: he is on the way from her conversation to the waiting loop.
    TRANSFERRED,
    /// The agent's line was lost in mid-call: the citizen hears music, and her phone is rung again.
    CUT_OFF,
    /// Speaks with somebody outside to whom the agent has sent him: only the line has to do with him.
    OUTSIDE,
    /// Accounted for; the citizen may still be hearing a goodbye.
    ENDED;

    public boolean beforeQueue() {
        return this == ARRIVED || this == MENU;
    }

    /// Whether a phone may ring for it.
    boolean rings() {
        return this == RINGING || this == CUT_OFF || this == CALLBACK;
    }

    /// Whether an agent has the citizen, be it that he waits for her or for her line.
    public boolean inHand() {
        return this == CONNECTED || this == HELD || this == CUT_OFF;
    }

    /// Whether he waits, be it that a phone rings for him.
    public boolean inQueue() {
        return this == QUEUED || this == WAITING || this == RINGING || this == TRANSFERRED;
    }
}
