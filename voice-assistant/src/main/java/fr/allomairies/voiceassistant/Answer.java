package fr.allomairies.voiceassistant;

/// What the house tells citizens of a matter, in its own words.
///
/// @param title such as the name of the formality
/// @param text short enough to be heard on the telephone; lines may part it
public record Answer(String title, String text) {}
