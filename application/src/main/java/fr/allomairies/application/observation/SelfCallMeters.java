package fr.allomairies.application.observation;

import fr.allomairies.telephony.SelfCalls;
import fr.allomairies.telephony.SelfCalls.Stage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// The calls of the line to itself, on the node that makes them: `allo.self.call.failed`, how many in a row, and
/// `allo.self.call.seconds` by stage, of the newest.
@Component
class SelfCallMeters implements MeterBinder {

    private static final double MILLIS = 1000;

    private final SelfCalls calls;

    SelfCallMeters(SelfCalls calls) {
        this.calls = calls;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        if (!calls.on()) {
            return;
        }
        Gauge.builder("allo.self.call.failed", this::failed).register(meters);
        for (var stage : Stage.values()) {
            Gauge.builder("allo.self.call.seconds", () -> seconds(stage))
                    .tag("stage", stage.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(meters);
        }
    }

    private double failed() {
        var failed = calls.failedInARow();
        return failed.isEmpty() ? Double.NaN : failed.getAsInt();
    }

    /// Not a number for a stage that was not reached.
    private double seconds(Stage stage) {
        return calls.newest(1).stream()
                .map(call -> call.took().get(stage))
                .filter(took -> took != null)
                .mapToDouble(took -> took.toMillis() / MILLIS)
                .findFirst()
                .orElse(Double.NaN);
    }
}
