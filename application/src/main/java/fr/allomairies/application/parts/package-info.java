/// The servers that run beside the application on one machine: PostgreSQL, Asterisk and a mail server to try with.
/// Each is left out as soon as the settings name one that runs elsewhere.
@NullMarked
package fr.allomairies.application.parts;

import org.jspecify.annotations.NullMarked;
