package fr.allomairies.workspace.tickets;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What of a ticket somebody had read when what she did came too late.
///
/// @param read when it had changed last
/// @param last what was said last
record Since(Instant read, @Nullable UUID last) implements Serializable {}
