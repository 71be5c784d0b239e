/// The vault in the database.
@NullMarked
package fr.allomairies.vault.store;

import org.jspecify.annotations.NullMarked;
