package fr.allomairies.workspace.board.whatif;

import fr.allomairies.workspace.board.measures.Workload;
import fr.allomairies.workspace.board.reports.Shown;
import fr.allomairies.workspace.board.whatif.Measure.Kind;
import java.text.NumberFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// Measures and their differences as text.
public final class Text {

    private final Shown shown = new Shown();

    public String share(@Nullable Double value) {
        return shown.share(value);
    }

    public String occupancy(@Nullable Workload work) {
        return share(work == null ? null : work.occupancy());
    }

    public String presence(Workload work) {
        return "%d h %02d".formatted(work.present().toHours(), work.present().toMinutesPart());
    }

    public String value(Measure measure, @Nullable Double value) {
        return switch (measure.kind()) {
            case NUMBER -> shown.number(value);
            case SHARE -> shown.share(value);
            case TIME -> shown.duration(value);
        };
    }

    /// With its sign; of shares in points.
    public String difference(Measure measure, double difference) {
        var size = Math.abs(difference);
        var text = measure.kind() == Kind.SHARE ? points(size) : value(measure, size);
        return (difference < 0 ? "−" : "+") + text;
    }

    private static String points(double share) {
        var number = NumberFormat.getInstance(LocaleContextHolder.getLocale());
        number.setMaximumFractionDigits(1);
        return number.format(share * 100) + " pt";
    }
}
