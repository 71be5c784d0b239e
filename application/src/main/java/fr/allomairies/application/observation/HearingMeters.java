package fr.allomairies.application.observation;

import fr.allomairies.voiceassistant.Hearing;
import fr.allomairies.voiceassistant.Hearing.Figures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// How many callers are listened to, `allo.assistant.listening`, and who went on by keypad for lack of it,
/// `allo.assistant.keypad` by why: `busy`, there was no room; `lost`, he was not heard any more.
@Component
class HearingMeters implements MeterBinder {

    private final ObjectProvider<Hearing> hearing;

    HearingMeters(ObjectProvider<Hearing> hearing) {
        this.hearing = hearing;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        hearing.ifAvailable(ears -> {
            Gauge.builder(
                            "allo.assistant.listening",
                            ears,
                            here -> here.figures().listening())
                    .register(meters);
            keypad(meters, ears, "busy", Figures::refused);
            keypad(meters, ears, "lost", Figures::lost);
        });
    }

    private static void keypad(MeterRegistry meters, Hearing ears, String why, ToDoubleFunction<Figures> count) {
        FunctionCounter.builder("allo.assistant.keypad", ears, here -> count.applyAsDouble(here.figures()))
                .tag("why", why)
                .register(meters);
    }
}
