package fr.allomairies.ticketing.model;

/// What can move a ticket. The code is the reason in the event, unless a disposition says more.
public enum Cause {
    AGENT_WORKED("agent-took-it"),
    HANDED_OVER("handed-over"),
    SERVICE_REPORTED("service-reported"),
    /// but for a task that is needed
    SERVICE_PART_DONE("service-part-done"),
    /// it is another one's to do
    SERVICE_REFUSED("service-refused"),
    SERVICE_DONE("service-done"),
    SETTLED("settled"),
    CITIZEN_WROTE("citizen-wrote-again"),
    /// after a service had said that it was done
    NOT_FIXED("not-fixed"),
    STAYED_QUIET("stayed-quiet"),
    REACHED_US("reached-us"),
    CALLED_AGAIN("called-again");

    private final String code;

    Cause(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
