/// The text in which supervisors write the rules: read, checked against what there is, written, and said in
/// sentences. Pure. Enters: texts. Leaves: rules for the engine, and what is wrong with them.
@NullMarked
package fr.allomairies.routing.rules;

import org.jspecify.annotations.NullMarked;
