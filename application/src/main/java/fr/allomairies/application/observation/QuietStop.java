package fr.allomairies.application.observation;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.integration.handler.LoggingHandler;
import org.springframework.stereotype.Component;

/// While the process stops, a poller may find the lane behind it closed already. Nothing is lost by that, because what
/// it polls is in the database, and nobody needs to read of it.
@Component
class QuietStop {

    private final LoggingSystem logging;

    QuietStop(LoggingSystem logging) {
        this.logging = logging;
    }

    @EventListener
    void on(ContextClosedEvent stopping) {
        logging.setLogLevel(LoggingHandler.class.getName(), LogLevel.OFF);
    }
}
