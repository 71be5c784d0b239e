/// How fast routing decides, beside a naive scan of all who wait.
@NullMarked
package fr.allomairies.bench.routing;

import org.jspecify.annotations.NullMarked;
