/// How soon a caller reaches an agent's phone by our routing, beside Asterisk's own queue with the same agents on the
/// same Asterisk, and how many conversations go on at once without loss. Enters: `--quick`.
@NullMarked
package fr.allomairies.bench.calls;

import org.jspecify.annotations.NullMarked;
