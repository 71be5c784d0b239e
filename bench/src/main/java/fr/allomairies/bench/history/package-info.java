/// A real history through the engine: reads the record format of the Technion's "Anonymous Bank" call centre.
@NullMarked
package fr.allomairies.bench.history;

import org.jspecify.annotations.NullMarked;
