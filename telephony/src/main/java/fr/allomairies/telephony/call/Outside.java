package fr.allomairies.telephony.call;

import fr.allomairies.contact.PhoneNumber;

/// A number outside the house to which the citizen is sent.
public record Outside(PhoneNumber number) {}
