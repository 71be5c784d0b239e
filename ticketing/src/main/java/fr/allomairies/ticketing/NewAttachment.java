package fr.allomairies.ticketing;

/// A file that came with a message. `type` is what the content is, not what the sender claimed.
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record NewAttachment(String name, String type, byte[] content) {}
