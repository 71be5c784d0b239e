/// The lane: one thread that takes commands, clock ticks and the log's news to the engine, stores each step and
/// tells it. It leads on one node at a time.
@NullMarked
package fr.allomairies.routing.flow;

import org.jspecify.annotations.NullMarked;
