package fr.allomairies.workspace.answers;

import org.jspecify.annotations.Nullable;

/// @param abbreviation inserts it, behind a slash; it stays, whatever becomes of the text
/// @param inUse what is inserted; absent while nobody has approved anything
public record AnswerTemplate(
        String abbreviation,
        boolean active,
        TemplateVersion newest,
        @Nullable TemplateVersion inUse) {

    public static final String FORM = "[a-z][a-z0-9-]{1,19}";

    public boolean isUsable() {
        return active && inUse != null;
    }

    /// What it says now, or is to say.
    public Content content() {
        return inUse == null ? newest.content() : inUse.content();
    }
}
