package fr.allomairies.contact;

/// What an agent is doing, as the server knows it. With several contacts at once the busiest of them is shown:
/// a ringing offer before a contact in hand, a contact in hand before its wrap-up.
public enum AgentState {
    OFFLINE,
    AVAILABLE,
    OFFERED,
    ON_CONTACT,
    WRAP_UP,
    PAUSED
}
