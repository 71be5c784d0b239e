package fr.allomairies.channels.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The outline of the metropolis, generous by about a kilometre: who stands at its edge is never turned away.
final class Territory {

    private final List<Corner> corners;

    private Territory(List<Corner> corners) {
        this.corners = corners;
    }

    static Territory ofTheMetropolis() {
        var file = Objects.requireNonNull(Territory.class.getResourceAsStream("/territory.csv"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new Territory(lines.lines().skip(1).map(Corner::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Counts how often a line to the east crosses the outline.
    boolean contains(double latitude, double longitude) {
        var inside = false;
        for (int i = 0, before = corners.size() - 1; i < corners.size(); before = i++) {
            if (corners.get(i).crosses(corners.get(before), latitude, longitude)) {
                inside = !inside;
            }
        }
        return inside;
    }

    private record Corner(double latitude, double longitude) {

        static Corner of(String line) {
            var columns = line.split(",");
            return new Corner(Double.parseDouble(columns[0]), Double.parseDouble(columns[1]));
        }

        boolean crosses(Corner before, double north, double east) {
            return (latitude > north) != (before.latitude > north)
                    && east
                            < (before.longitude - longitude) * (north - latitude) / (before.latitude - latitude)
                                    + longitude;
        }
    }
}
