package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/// The mailboxes as a source and their relays as a target of routes.
final class MailEndpoint extends DefaultEndpoint {

    private final MailComponent component;

    MailEndpoint(String uri, MailComponent component) {
        super(uri, component);
        this.component = component;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = component.consumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                component.relay().handOver(exchange.getMessage().getMandatoryBody(RawMessage.class));
            }
        };
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
