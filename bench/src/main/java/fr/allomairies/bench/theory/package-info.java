/// The product's engine held against queueing theory.
@NullMarked
package fr.allomairies.bench.theory;

import org.jspecify.annotations.NullMarked;
