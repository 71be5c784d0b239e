package fr.allomairies.contact;

import java.util.regex.Pattern;

/// The kind of channel a contact came through. An open set: adding a channel adds no line here.
public record ChannelKind(String value) implements Comparable<ChannelKind> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z-]{0,19}");

    public static final ChannelKind VOICE = new ChannelKind("voice");
    /// Calls by a service that speaks, writes or signs for the deaf and hard of hearing.
    public static final ChannelKind RELAY = new ChannelKind("relay");

    public static final ChannelKind EMAIL = new ChannelKind("email");
    public static final ChannelKind REPORT = new ChannelKind("report");
    public static final ChannelKind CHAT = new ChannelKind("chat");

    public ChannelKind {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a channel code must be lower-case kebab, was: " + value);
        }
    }

    /// Whether citizen and agent speak by telephone.
    public boolean isCall() {
        return equals(VOICE) || equals(RELAY);
    }

    @Override
    public int compareTo(ChannelKind other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
