package fr.allomairies.channels;

import fr.allomairies.contact.ChannelKind;
import java.util.Objects;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/// Into the routes from our own side.
@Component
class CamelDoor implements ChannelDoor {

    private final ProducerTemplate routes;
    private final Adapters adapters;

    CamelDoor(ProducerTemplate routes, Adapters adapters) {
        this.routes = routes;
        this.adapters = adapters;
    }

    @Override
    public Intake.Result arrive(ChannelKind channel, RawMessage raw) {
        return ask(channel, raw, Intake.Result.class);
    }

    @Override
    public String accept(ChannelKind channel, RawMessage raw) {
        return ask(channel, raw, String.class);
    }

    private <T> T ask(ChannelKind channel, RawMessage raw, Class<T> answer) {
        try {
            return Objects.requireNonNull(
                    routes.requestBody(adapters.of(channel).inboundUri(), raw, answer));
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// Returns when the carrier has taken the message.
    void send(ChannelKind channel, RawMessage composed) throws CamelExecutionException {
        routes.sendBody("direct:" + ChannelRoutes.out(adapters.of(channel)), composed);
    }
}
