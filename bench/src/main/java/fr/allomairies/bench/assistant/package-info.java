/// How well the assistant understands, on sentences that it has not learned.
@NullMarked
package fr.allomairies.bench.assistant;

import org.jspecify.annotations.NullMarked;
