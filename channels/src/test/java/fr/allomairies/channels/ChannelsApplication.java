package fr.allomairies.channels;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The channels with what they stand on, as the application would start them.
@SpringBootApplication(
        scanBasePackages = {
            "fr.allomairies.channels",
            "fr.allomairies.ticketing",
            "fr.allomairies.voiceassistant",
            "fr.allomairies.eventlog",
            "fr.allomairies.vault"
        })
public class ChannelsApplication {}
