/// How well the assistant understands, on sentences that it has not learned, and how soon and how evenly it is heard by
/// many callers at once. Enters: a file of sentences, or `--quick`.
@NullMarked
package fr.allomairies.bench.assistant;

import org.jspecify.annotations.NullMarked;
