/// Files of tickets, looked at by ClamAV behind the intake. Enters: nobody; what was found stands with the file.
@NullMarked
package fr.allomairies.ticketing.scan;

import org.jspecify.annotations.NullMarked;
