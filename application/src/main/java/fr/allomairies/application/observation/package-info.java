/// What is seen of the house from outside: one log line and the meters of each event, and the health of its parts.
@NullMarked
package fr.allomairies.application.observation;

import org.jspecify.annotations.NullMarked;
