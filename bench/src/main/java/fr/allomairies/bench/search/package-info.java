/// `./allo search`: what an operator asks of the search of the running product.
@NullMarked
package fr.allomairies.bench.search;

import org.jspecify.annotations.NullMarked;
