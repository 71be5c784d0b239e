package fr.allomairies.routing.engine;

import java.time.Duration;

/// @param after time since the contact was queued
/// @param requirement what an agent must satisfy from then on
public record RelaxStep(Duration after, Requirement requirement) {}
