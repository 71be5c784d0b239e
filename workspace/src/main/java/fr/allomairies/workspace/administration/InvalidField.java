package fr.allomairies.workspace.administration;

/// What somebody typed cannot be used.
///
/// @param field name of the field as it was sent
/// @param code kebab-case; its text is in the message files
/// @param detail one English sentence for the API
record InvalidField(String field, String code, String detail) {}
