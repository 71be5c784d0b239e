package fr.allomairies.contact;

/// A command that cannot be carried out, and why. A refusal is a value; only the web layer turns it into problem+json.
///
/// @param code stable kebab-case code, such as `offer-gone`
/// @param detail one English sentence for the log and the API; never personal data
public record Refusal(String code, String detail) {}
