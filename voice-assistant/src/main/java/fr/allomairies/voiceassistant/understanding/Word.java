package fr.allomairies.voiceassistant.understanding;

/// One word of a sentence.
///
/// @param text as it was written
/// @param plain in lower case, without accents
/// @param stem without its ending
/// @param sound as it is heard, see [Sounds]
record Word(String text, String plain, String stem, String sound) {}
