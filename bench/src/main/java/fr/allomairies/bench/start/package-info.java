/// How long the product takes to be there, and to be gone.
@NullMarked
package fr.allomairies.bench.start;

import org.jspecify.annotations.NullMarked;
