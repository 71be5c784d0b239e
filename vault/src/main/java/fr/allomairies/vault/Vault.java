package fr.allomairies.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/// Sealed contents by their ids. Whoever asks has checked the right to hear them. Safe for many threads.
public interface Vault {

    /// In the caller's transaction, which must exist: it is kept when that commits. Read and sealed piece by piece,
    /// never whole in memory.
    ///
    /// @param id never used before
    /// @return its length in bytes
    /// @throws IOException when the content cannot be read; the transaction must not commit then
    long keep(UUID id, InputStream content) throws IOException;

    /// In bytes.
    ///
    /// @throws IllegalArgumentException when there is no such content
    long length(UUID id);

    /// From the first byte; pieces are fetched and opened as they are read. Reading throws an [IOException] when
    /// the content was tampered with, or sealed with another key.
    ///
    /// @throws IllegalArgumentException when there is no such content
    InputStream open(UUID id);

    /// In the caller's transaction.
    ///
    /// @return whether it was there
    boolean destroy(UUID id);
}
