package fr.allomairies.channels.email;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;

/// The city's mailbox and its relay as one Camel endpoint, `city-mail:…`: it delivers lists of raw messages, and
/// takes composed ones.
@Component("city-mail")
class MailComponent extends DefaultComponent {

    private final MailSettings settings;
    private final Relay relay;

    MailComponent(MailSettings settings, Relay relay) {
        this.settings = settings;
        this.relay = relay;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var endpoint = new MailEndpoint(uri, this, settings, relay);
        endpoint.configureProperties(parameters);
        return endpoint;
    }
}
