/// Lists of requests that people keep under a name, for themselves or for all. Enters: what the page of the requests
/// was asked for.
@NullMarked
package fr.allomairies.workspace.lists;

import org.jspecify.annotations.NullMarked;
