package fr.allomairies.telephony.flow;

import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.PersonalData;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The numbers of [BlockStore], and what they are said to have done. What holds is not erased before it is over: the
/// block itself is what the number is kept for. What nobody has decided on is dismissed by nobody.
@Repository
class BlocksOfCitizens implements PersonalData {

    private static final String OVER = "number is not null and (state <> 'BLOCKED' or until <= now())";

    private static final String OLD = """
            number is not null and (state = 'PROPOSED' and proposed_at < :before
                or state = 'DISMISSED' and decided_at < :before
                or state in ('BLOCKED', 'OVER') and coalesce(ended_at, until) < :before)
            """;

    private static final String FORGET = """
            update blocked_caller set number = null, reason = '', decided_at = coalesce(decided_at, now()),
                state = case state when 'BLOCKED' then 'OVER' when 'PROPOSED' then 'DISMISSED' else state end
            where\s""";

    private final JdbcClient db;

    BlocksOfCitizens(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.of(Rule.TRACES, "blocked_caller", "number", "reason"));
    }

    @Override
    public void erase(Traces of) {
        db.sql(FORGET + "number = any(?) and " + OVER).param(numbers(of)).update();
    }

    @Override
    public void copy(Traces of, Copy to) throws IOException {
        to.facts("blocks", db.sql("""
                        select number, state, reason, proposed_at::text, until::text, refused_calls
                        from blocked_caller where number = any(?) order by proposed_at
                        """).param(numbers(of)).query().listOfRows());
    }

    @Override
    public int countBefore(Instant time) {
        return db.sql("select count(*) from blocked_caller where " + OLD)
                .param("before", Timestamp.from(time))
                .query(Integer.class)
                .single();
    }

    @Override
    public int forgetBefore(Instant time, int limit) {
        return db.sql(FORGET
                        + "id in (select id from blocked_caller where %s limit :limit for update skip locked)"
                                .formatted(OLD))
                .param("before", Timestamp.from(time))
                .param("limit", limit)
                .update();
    }

    private static String[] numbers(Traces of) {
        return of.phones().stream().map(PhoneNumber::e164).toArray(String[]::new);
    }
}
