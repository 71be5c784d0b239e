package fr.allomairies.telephony;

import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/// The part of the product that a call needs: the log, routing, the menu and telephony. Also run as a process of its
/// own, to be killed.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan({
    "fr.allomairies.eventlog",
    "fr.allomairies.routing",
    "fr.allomairies.vault",
    "fr.allomairies.voiceassistant",
    "fr.allomairies.telephony.flow",
    "fr.allomairies.telephony.asterisk",
    "fr.allomairies.telephony.sandbox"
})
@Import({
    QueueWithoutTicket.class,
    MessageWithoutTicket.class,
    EveryCallRecorded.class,
    PaperTickets.class,
    PromisesOfChats.class
})
public class HotlineApplication {

    public static void main(String[] args) throws IOException {
        SpringApplication application = new SpringApplicationBuilder(HotlineApplication.class)
                .web(WebApplicationType.NONE)
                .build();
        new RemoteSeats(application.run(args)).serve();
    }
}
