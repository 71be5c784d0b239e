package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ScheduledPollEndpoint;

/// The mailbox as a source and the relay as a target of routes.
final class MailEndpoint extends ScheduledPollEndpoint {

    private final MailSettings settings;
    private final Relay relay;

    MailEndpoint(String uri, MailComponent component, MailSettings settings, Relay relay) {
        super(uri, component);
        this.settings = settings;
        this.relay = relay;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new MailboxConsumer(this, processor, settings);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                relay.handOver(exchange.getMessage().getMandatoryBody(RawMessage.class));
            }
        };
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
