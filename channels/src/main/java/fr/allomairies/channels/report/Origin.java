package fr.allomairies.channels.report;

import org.jspecify.annotations.Nullable;

/// Who brings a report.
///
/// @param app makes the keys of one app others than those of another
/// @param name by which the desk knows it; absent for an app that has none
/// @param language that its citizen reads; absent: that of what he wrote
/// @param joins number of the report that its citizen says is the same
/// @param asksAll whether its citizen was asked every question of today; an installed app may know those of yesterday
record Origin(
        String app,
        @Nullable String name,
        @Nullable String language,
        @Nullable String joins,
        boolean asksAll) {

    /// An app.
    Origin(String app, @Nullable String name) {
        this(app, name, null, null, false);
    }
}
