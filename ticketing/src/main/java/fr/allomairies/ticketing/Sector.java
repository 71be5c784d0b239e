package fr.allomairies.ticketing;

import fr.allomairies.contact.ServiceCode;

/// A part of the territory in which the work of a service is done by one, perhaps another.
///
/// @param of whose work it is by its category
/// @param takenBy who does it there
/// @param squareKilometres of its area, about
public record Sector(String name, ServiceCode of, ServiceCode takenBy, double squareKilometres) {}
