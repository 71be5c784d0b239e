package fr.allomairies.channels.email;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;

/// The city's mailboxes and their relays as one Camel endpoint, `city-mail:…`: it delivers lists of raw messages, and
/// takes composed ones.
@Component("city-mail")
class MailComponent extends DefaultComponent {

    private final MailSettings settings;
    private final Accounts accounts;
    private final SignIn signIn;
    private final MailboxWatch watch;
    private final Relay relay;

    MailComponent(MailSettings settings, Accounts accounts, SignIn signIn, MailboxWatch watch, Relay relay) {
        this.settings = settings;
        this.accounts = accounts;
        this.signIn = signIn;
        this.watch = watch;
        this.relay = relay;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new MailEndpoint(uri, this);
    }

    MailboxConsumer consumer(Endpoint endpoint, Processor processor) {
        return new MailboxConsumer(endpoint, processor, accounts, signIn, watch, settings.poll());
    }

    Relay relay() {
        return relay;
    }
}
