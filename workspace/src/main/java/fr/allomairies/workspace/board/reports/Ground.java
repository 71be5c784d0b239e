package fr.allomairies.workspace.board.reports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// What a map of the metropolis is drawn on: its outline, which is generous by about a kilometre, and some of its town
/// halls. There are no borders of communes.
final class Ground {

    private static final double KM_PER_DEGREE = 111.2;
    private static final double WEST = 6.6;
    private static final double NORTH = 44.42;
    private static final double SHRUNK = Math.cos(Math.toRadians(43.9));

    static final List<Spot> OUTLINE = read("/territory.csv").stream()
            .map(columns -> Spot.of(Double.parseDouble(columns[0]), Double.parseDouble(columns[1])))
            .toList();

    static final List<Hall> HALLS = read("/reports/town-halls.csv").stream()
            .map(columns ->
                    new Hall(columns[0], Spot.of(Double.parseDouble(columns[1]), Double.parseDouble(columns[2]))))
            .toList();

    private Ground() {}

    /// In km from the north-west corner, to the east and to the south; true to about a percent.
    record Spot(double x, double y) {

        static Spot of(double latitude, double longitude) {
            return new Spot((longitude - WEST) * KM_PER_DEGREE * SHRUNK, (NORTH - latitude) * KM_PER_DEGREE);
        }

        double to(Spot other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }

    public record Hall(String name, Spot at) {

        public double x() {
            return at.x();
        }

        public double y() {
            return at.y();
        }
    }

    static Hall nearest(Spot spot) {
        return HALLS.stream()
                .min(Comparator.comparingDouble(hall -> hall.at().to(spot)))
                .orElseThrow();
    }

    private static List<String[]> read(String file) {
        var found = Objects.requireNonNull(Ground.class.getResourceAsStream(file));
        try (var lines = new BufferedReader(new InputStreamReader(found, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
