/// A telephone that works with nothing outside: callers and phones are objects. Says everywhere that it is one.
@NullMarked
package fr.allomairies.telephony.sandbox;

import org.jspecify.annotations.NullMarked;
