/// How fast the written channels are: mail, reports, search and the list of tickets, each against an installation of
/// its own that the command starts and removes. Enters: `--quick`.
@NullMarked
package fr.allomairies.bench.written;

import org.jspecify.annotations.NullMarked;
