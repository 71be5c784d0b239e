/// Carries out what the call table decides, keeps the account of calls, and follows the log. Knows no vendor: a line is
/// whatever implements [fr.allomairies.telephony.flow.Line].
@NullMarked
package fr.allomairies.telephony.flow;

import org.jspecify.annotations.NullMarked;
