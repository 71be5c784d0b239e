package fr.allomairies.telephony;

import fr.allomairies.contact.OutsideKind;
import fr.allomairies.contact.PhoneNumber;

/// An outside number to which agents often send citizens.
///
/// @param name of whoever answers there, 1 to 60 characters
public record OutsideNumber(PhoneNumber number, String name, OutsideKind kind) {}
