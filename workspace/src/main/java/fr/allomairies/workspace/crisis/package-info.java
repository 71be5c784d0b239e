/// What a supervisor lets every caller hear while something exceptional goes on. Enters: its page.
@NullMarked
package fr.allomairies.workspace.crisis;

import org.jspecify.annotations.NullMarked;
