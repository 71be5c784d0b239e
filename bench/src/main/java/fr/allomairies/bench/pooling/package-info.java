/// What it is worth that people know more than one matter: the engine between no pooling and full pooling.
@NullMarked
package fr.allomairies.bench.pooling;

import org.jspecify.annotations.NullMarked;
