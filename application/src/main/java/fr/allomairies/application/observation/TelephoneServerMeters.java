package fr.allomairies.application.observation;

import fr.allomairies.telephony.Telephony;
import fr.allomairies.telephony.Telephony.ServerStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// By server: `allo.telephone.server.up`, `….calls`, and `….phones`, how many agents have one that is registered.
@Component
class TelephoneServerMeters implements MeterBinder {

    private final Telephony telephony;

    TelephoneServerMeters(Telephony telephony) {
        this.telephony = telephony;
    }

    /// The servers are those of the settings, for as long as we live.
    @Override
    public void bindTo(MeterRegistry meters) {
        for (var server : telephony.status().servers()) {
            gauge(meters, "up", server.name(), now -> now.up() ? 1 : 0);
            gauge(meters, "calls", server.name(), ServerStatus::calls);
            gauge(meters, "phones", server.name(), ServerStatus::phones);
        }
    }

    private void gauge(MeterRegistry meters, String what, String name, ToDoubleFunction<ServerStatus> figure) {
        Gauge.builder(
                        "allo.telephone.server." + what,
                        () -> telephony.status().servers().stream()
                                .filter(server -> server.name().equals(name))
                                .mapToDouble(figure)
                                .findFirst()
                                .orElse(Double.NaN))
                .tag("server", name)
                .register(meters);
    }
}
