package fr.allomairies.ticketing;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/// This module and the log, as the application would start them.
@SpringBootApplication(
        scanBasePackages = {"fr.allomairies.ticketing", "fr.allomairies.eventlog", "fr.allomairies.vault"})
public class TicketingApplication {}
