package fr.allomairies.workspace.board;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.workspace.board.BoardState.Alert;
import fr.allomairies.workspace.board.BoardState.Channel;
import fr.allomairies.workspace.board.BoardState.SkillLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a supervisor should look at now.
record Alerts(BoardSettings settings) {

    List<Alert> of(List<Channel> channels, List<SkillLine> skills, Instant now) {
        var alerts = new ArrayList<Alert>();
        skills.stream()
                .filter(skill -> skill.waiting() > 0 && skill.signedIn() == 0)
                .forEach(skill -> alerts.add(new Alert("nobody-for-skill", skill.skill(), null, null)));
        for (var channel : channels) {
            longestWait(channel, now, alerts);
            rate("service-level", channel, channel.figures().serviceLevel(), settings.serviceLevelTarget(), alerts);
            if (new ChannelKind(channel.channel()).isCall()) {
                rate("answer-rate", channel, channel.figures().answerRate(), settings.answerRateTarget(), alerts);
            }
        }
        return List.copyOf(alerts);
    }

    private void longestWait(Channel channel, Instant now, List<Alert> alerts) {
        if (channel.oldest() == null) {
            return;
        }
        var threshold = settings.longestWait(new ChannelKind(channel.channel()));
        if (Duration.between(channel.oldest(), now).compareTo(threshold) > 0) {
            // the wait itself goes on ticking, so it is not told: the alert stays the same while it lasts
            alerts.add(new Alert("longest-wait", channel.channel(), null, (double) threshold.toSeconds()));
        }
    }

    private void rate(String code, Channel channel, @Nullable Double rate, double target, List<Alert> alerts) {
        if (rate != null && rate < target && channel.figures().offered() >= settings.alertAfter()) {
            alerts.add(new Alert(code, channel.channel(), Objects.requireNonNull(rate), target));
        }
    }
}
