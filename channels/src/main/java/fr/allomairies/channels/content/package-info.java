/// What files and texts really are, whatever their sender claims. Pure.
@NullMarked
package fr.allomairies.channels.content;

import org.jspecify.annotations.NullMarked;
