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

    /// Whether citizen and agent write to each other in turns: in the window on a site, or in a messenger.
    public boolean isChat() {
        return equals(CHAT) || isMessenger();
    }

    /// Whether the citizen writes in an app of his own, which what we write goes out to: the kinds named `chat-…`.
    public boolean isMessenger() {
        return value.startsWith("chat-");
    }

    /// Whether what is said of the named kind holds for this one: `chat` stands for the messengers too.
    public boolean is(String named) {
        return value.equals(named) || (isMessenger() && named.equals(CHAT.value));
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
