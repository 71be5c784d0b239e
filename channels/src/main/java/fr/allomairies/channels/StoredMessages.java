package fr.allomairies.channels;

import java.util.UUID;

/// Where the routes say that a message is stored and nobody waits for what becomes of it.
interface StoredMessages {

    /// Returns at once, unless the lanes are full.
    void push(UUID message);
}
