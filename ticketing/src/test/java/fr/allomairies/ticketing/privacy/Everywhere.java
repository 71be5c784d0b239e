package fr.allomairies.ticketing.privacy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks for a word in every table of a database, in bytes as in text.
final class Everywhere {

    private Everywhere() {}

    /// @return the tables in which it stands
    static List<String> occurrences(JdbcClient db, String word) {
        var hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        return db
                .sql(
                        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> db.sql("select exists (select 1 from " + table
                                + " t where strpos(t::text, :word) > 0 or strpos(t::text, :hex) > 0)")
                        .param("word", word)
                        .param("hex", hex)
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
