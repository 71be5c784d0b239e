/// What becomes of personal data: how it goes when its time has come, and what a citizen may ask for.
@NullMarked
package fr.allomairies.ticketing.privacy;

import org.jspecify.annotations.NullMarked;
