package fr.allomairies.telephony.flow;

/// The passwords of an agent's phones. Prints nothing of them.
public record PhoneCredentials(String webPassword, String sipPassword) {

    @Override
    public String toString() {
        return "PhoneCredentials[…]";
    }
}
