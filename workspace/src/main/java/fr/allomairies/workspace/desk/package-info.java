/// The téléconseiller's desk: one screen, the addresses that it calls, and the stream that keeps it true. Everything on
/// it is rebuilt from the front doors at any moment; the desk itself remembers nothing.
@NullMarked
package fr.allomairies.workspace.desk;

import org.jspecify.annotations.NullMarked;
