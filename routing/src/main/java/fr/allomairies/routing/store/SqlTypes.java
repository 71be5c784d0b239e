package fr.allomairies.routing.store;

import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Share;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How instants, skills and shares are written in columns.
final class SqlTypes {

    private SqlTypes() {}

    static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant nullableTime(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(nullableTime(row, column), column);
    }

    static String[] skills(List<SkillNeed> skills) {
        return skills.stream()
                .map(skill -> skill.skill().value() + ":" + skill.level())
                .toArray(String[]::new);
    }

    static List<SkillNeed> skills(ResultSet row, String column) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray())
                .map(SqlTypes::skill)
                .toList();
    }

    static String[] shares(List<Share> shares) {
        return shares.stream()
                .map(share -> share.step() + " " + share.at() + " " + share.line())
                .toArray(String[]::new);
    }

    static List<Share> shares(ResultSet row, String column) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray())
                .map(text -> text.split(" ", 3))
                .map(words -> new Share(words[2], Instant.parse(words[1]), Integer.parseInt(words[0])))
                .toList();
    }

    private static SkillNeed skill(String text) {
        var colon = text.lastIndexOf(':');
        return new SkillNeed(new Skill(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
}
