package fr.allomairies.routing.flow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.integration.leader.AbstractCandidate;
import org.springframework.integration.leader.Context;

/// Stands for the lane in the election of the one node that decides.
final class LaneCandidate extends AbstractCandidate {

    private static final Logger LOG = LoggerFactory.getLogger(LaneCandidate.class);
    private static final String ROLE = "routing";

    private final Lane lane;

    /// The id is the lock's name, hence the same on every node.
    LaneCandidate(Lane lane) {
        super(ROLE, ROLE);
        this.lane = lane;
    }

    @Override
    public void onGranted(Context context) {
        lane.lead();
        LOG.atInfo().log("routing-leads");
    }

    @Override
    public void onRevoked(Context context) {
        lane.follow();
        LOG.atInfo().log("routing-no-longer-leads");
    }
}
