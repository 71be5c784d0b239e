package fr.allomairies.workspace.board.alerts;

import java.text.NumberFormat;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Rules and alerts as people read them.
@Component
class Words {

    private static final int MINUTE = 60;

    private final MessageSource texts;

    Words(MessageSource texts) {
        this.texts = texts;
    }

    String condition(Figure figure, Scope scope, boolean above, double threshold, Locale locale) {
        return text(
                above ? "alerts.said.above" : "alerts.said.below",
                locale,
                text("alerts.figure." + figure, locale),
                scope(scope, locale),
                value(figure, threshold, locale));
    }

    String scope(Scope scope, Locale locale) {
        return switch (scope.kind()) {
            case ALL -> text("alerts.scope.all", locale);
            case CHANNEL -> known("board.channel." + scope.code(), scope.code(), locale);
            case SKILL -> known("skill." + scope.code(), scope.code(), locale);
        };
    }

    String value(Figure figure, double value, Locale locale) {
        return switch (figure.unit()) {
            case COUNT -> NumberFormat.getIntegerInstance(locale).format(value);
            case SECONDS -> seconds(Math.round(value));
            case SHARE -> share(value, locale);
        };
    }

    private static String seconds(long seconds) {
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        var rest = seconds % MINUTE;
        return seconds / MINUTE + " min" + (rest == 0 ? "" : " " + rest + " s");
    }

    private static String share(double share, Locale locale) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    String text(String key, Locale locale, Object... values) {
        return texts.getMessage(key, values, locale);
    }

    private String known(String key, String otherwise, Locale locale) {
        var known = texts.getMessage(key, null, otherwise, locale);
        return known == null ? otherwise : known;
    }
}
