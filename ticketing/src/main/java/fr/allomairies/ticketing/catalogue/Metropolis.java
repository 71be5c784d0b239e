package fr.allomairies.ticketing.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateList;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/// The outline of the metropolis, generous by about a kilometre.
final class Metropolis {

    static final PreparedGeometry OUTLINE = outline();

    private Metropolis() {}

    private static PreparedGeometry outline() {
        var file = Objects.requireNonNull(Metropolis.class.getResourceAsStream("/territory.csv"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            var corners = new CoordinateList();
            lines.lines().skip(1).map(Metropolis::corner).forEach(corners::add);
            corners.closeRing();
            return PreparedGeometryFactory.prepare(new GeometryFactory().createPolygon(corners.toCoordinateArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Coordinate corner(String line) {
        var columns = line.split(",");
        return new Coordinate(Double.parseDouble(columns[1]), Double.parseDouble(columns[0]));
    }
}
