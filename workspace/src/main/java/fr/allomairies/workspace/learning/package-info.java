/// What the assistant did not understand, what it means, and how it learns that. Enters: its page, words of requests
/// that are closed. Leaves: what the assistant understands by.
@NullMarked
package fr.allomairies.workspace.learning;

import org.jspecify.annotations.NullMarked;
