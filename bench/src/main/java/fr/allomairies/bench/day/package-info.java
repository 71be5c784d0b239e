/// A city's day played against the running system, over the real protocols and nothing from inside: the plan of who
/// turns to the city and when, the citizens and téléconseillers who play it, and the account that must close.
@NullMarked
package fr.allomairies.bench.day;

import org.jspecify.annotations.NullMarked;
