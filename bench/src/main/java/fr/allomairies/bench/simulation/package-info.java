/// The product's engine with simulated people on both sides: who calls, when, for how long, and who answers.
@NullMarked
package fr.allomairies.bench.simulation;

import org.jspecify.annotations.NullMarked;
