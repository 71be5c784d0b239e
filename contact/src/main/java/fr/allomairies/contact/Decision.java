package fr.allomairies.contact;

import org.jspecify.annotations.Nullable;

/// What somebody of the house has decided, or has done with the means of others: it stands in the journal.
public interface Decision {

    /// Absent where the product did it itself, or whoever runs it from outside.
    @Nullable
    AgentId by();
}
