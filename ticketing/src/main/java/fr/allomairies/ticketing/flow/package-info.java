/// What happens to a ticket, step by step: each command locks its row, asks the rules, writes, and appends its events.
@NullMarked
package fr.allomairies.ticketing.flow;

import org.jspecify.annotations.NullMarked;
