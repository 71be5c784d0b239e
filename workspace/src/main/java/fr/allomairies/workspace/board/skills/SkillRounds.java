package fr.allomairies.workspace.board.skills;

import fr.allomairies.workspace.board.skills.SkillMove.End;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// What was given for a time goes back; by the node that leads the routing, and within two seconds.
@Component
class SkillRounds {

    private static final Logger LOG = LoggerFactory.getLogger(SkillRounds.class);

    private final TeamSkills team;
    private final SkillMoves moves;
    private final Clock clock;
    private volatile boolean leads;

    SkillRounds(TeamSkills team, SkillMoves moves, Clock clock) {
        this.team = team;
        this.moves = moves;
        this.clock = clock;
    }

    @EventListener
    void leads(OnGrantedEvent granted) {
        leads = true;
    }

    @EventListener
    void follows(OnRevokedEvent revoked) {
        leads = false;
    }

    @Scheduled(fixedDelay = 2_000)
    void round() {
        if (leads) {
            for (var move : moves.over(clock.instant())) {
                team.end(move.id(), End.OVER, null)
                        .ifPresent(refusal -> LOG.atWarn()
                                .addKeyValue("agent", move.agent().value())
                                .addKeyValue("refusal", refusal.code())
                                .log("skill-not-given-back"));
            }
        }
    }

    @Scheduled(cron = "0 50 2 * * *", zone = "Europe/Paris")
    void forget() {
        moves.forget(clock.instant());
    }
}
