/// `./allo models`: brings in what recognises speech. Enters: a name, an archive, a hash. Leaves: a model that is
/// whole,
/// or why not.
@NullMarked
package fr.allomairies.bench.models;

import org.jspecify.annotations.NullMarked;
