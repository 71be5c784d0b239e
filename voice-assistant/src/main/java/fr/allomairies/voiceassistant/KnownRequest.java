package fr.allomairies.voiceassistant;

import java.time.LocalDate;

/// A request that somebody has made of the same matter at the same place, as anybody may hear: neither whose it is nor
/// what was said in it.
///
/// @param number for the house, and told to nobody
/// @param place house number and street
/// @param since the day on which it was made
public record KnownRequest(String number, String place, LocalDate since, RequestStatus.Stage stage) {}
