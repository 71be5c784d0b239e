@NullMarked
package fr.allomairies;

import org.jspecify.annotations.NullMarked;
