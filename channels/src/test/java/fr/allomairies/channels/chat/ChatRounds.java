package fr.allomairies.channels.chat;

import org.springframework.context.ApplicationContext;

/// What the house does every few seconds, now.
public final class ChatRounds {

    private ChatRounds() {}

    public static void now(ApplicationContext house) {
        house.getBean(Presence.class).round();
    }
}
