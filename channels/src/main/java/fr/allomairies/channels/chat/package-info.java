/// The chat of the city's sites: the widget, and the conversations behind it.
@NullMarked
package fr.allomairies.channels.chat;

import org.jspecify.annotations.NullMarked;
