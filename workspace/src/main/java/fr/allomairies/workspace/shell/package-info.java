/// What every page and every answer has in common: frame, navigation, languages, texts, static files, errors.
@NullMarked
package fr.allomairies.workspace.shell;

import org.jspecify.annotations.NullMarked;
