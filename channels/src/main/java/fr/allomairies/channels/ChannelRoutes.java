package fr.allomairies.channels;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.stereotype.Component;

/// Every channel's way in and out, one route each: `channel.<kind>.in` stores the message before its source is told,
/// `channel.<kind>.out` hands a composed message to the carrier. Failures go back to whoever sent the message in.
@Component
class ChannelRoutes extends RouteBuilder {

    private static final int SECONDS_TO_STOP = 3;

    private final Adapters adapters;
    private final Intake intake;
    private final MessageChannel stored;

    ChannelRoutes(Adapters adapters, Intake intake, @Qualifier("storedMessages") MessageChannel stored) {
        this.adapters = adapters;
        this.intake = intake;
        this.stored = stored;
    }

    static String in(ChannelAdapter adapter) {
        return "channel." + adapter.kind() + ".in";
    }

    static String out(ChannelAdapter adapter) {
        return "channel." + adapter.kind() + ".out";
    }

    @Override
    public void configure() {
        getContext().getShutdownStrategy().setTimeout(SECONDS_TO_STOP);
        errorHandler(noErrorHandler());
        for (var adapter : adapters.all()) {
            inbound(adapter);
            adapter.outboundUri().ifPresent(uri -> outbound(adapter, uri));
        }
    }

    private void inbound(ChannelAdapter adapter) {
        var start = from(adapter.inboundUri()).routeId(in(adapter));
        if (adapter.isNumbered()) {
            start.process(exchange -> accept(adapter, exchange));
            return;
        }
        var route = start.process(exchange -> store(adapter, exchange));
        if (adapter.inboundUri().startsWith("direct:")) {
            route.process(this::process);
        } else {
            route.process(this::push);
        }
    }

    private void outbound(ChannelAdapter adapter, String uri) {
        from("direct:" + out(adapter)).routeId(out(adapter)).to(uri);
    }

    private void accept(ChannelAdapter adapter, Exchange exchange) throws Exception {
        var raw = adapter.capture(body(exchange, Object.class)).getFirst();
        exchange.getMessage().setBody(intake.accept(adapter.kind(), raw));
    }

    private void store(ChannelAdapter adapter, Exchange exchange) throws Exception {
        var raws = adapter.capture(body(exchange, Object.class));
        exchange.getMessage().setBody(intake.store(adapter.kind(), raws));
    }

    @SuppressWarnings("unchecked") // what the step before has put there
    private void push(Exchange exchange) {
        InboxFlow.lots((List<UUID>) body(exchange, List.class)).forEach(lot -> stored.send(new GenericMessage<>(lot)));
    }

    private void process(Exchange exchange) {
        exchange.getMessage()
                .setBody(intake.process((UUID) body(exchange, List.class).getFirst()));
    }

    private static <T> T body(Exchange exchange, Class<T> type) {
        return Objects.requireNonNull(type.cast(exchange.getMessage().getBody()));
    }
}
