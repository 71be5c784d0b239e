/// Answers that are written again and again: drafted by whoever answers, approved by a supervisor, inserted by a few
/// letters. Enters: their pages, and the field in which somebody answers.
@NullMarked
package fr.allomairies.workspace.answers;

import org.jspecify.annotations.NullMarked;
