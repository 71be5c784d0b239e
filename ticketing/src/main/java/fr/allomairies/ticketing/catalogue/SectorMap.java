package fr.allomairies.ticketing.catalogue;

import fr.allomairies.contact.ServiceCode;
import fr.allomairies.ticketing.CatalogueVersions.Part;
import fr.allomairies.ticketing.CatalogueVersions.Problem;
import fr.allomairies.ticketing.Sector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.valid.IsValidOp;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The sectors of a GeoJSON FeatureCollection (RFC 7946): each feature a Polygon or a MultiPolygon in WGS 84 with
/// `name`, `service` and, when another does its work there, `taken_by`. Immutable; safe for many threads.
final class SectorMap {

    static final int MOST_SECTORS = 500;
    static final int MOST_POINTS = 100_000;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final int LONGEST_NAME = 80;
    private static final int FEWEST_CORNERS = 4;
    private static final double KILOMETRES_PER_DEGREE = 111.32;

    /// Two neighbours that were drawn by hand share a strip: about 1000 m² are let pass.
    private static final double OVERLAP_LET_PASS = 0.001;

    private final List<Area> areas = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int points;

    private SectorMap() {}

    /// @param text empty for none
    static SectorMap read(String text) {
        var map = new SectorMap();
        if (!text.isBlank()) {
            map.collection(text);
        }
        return map;
    }

    List<Sector> sectors() {
        return areas.stream().map(Area::sector).toList();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// The first in the order of the file, for a position on a border.
    Optional<Sector> at(ServiceCode of, double latitude, double longitude) {
        var point = SHAPES.createPoint(new Coordinate(longitude, latitude));
        return areas.stream()
                .filter(area -> area.sector.of().equals(of))
                .filter(area -> area.prepared.covers(point))
                .map(Area::sector)
                .findFirst();
    }

    private void collection(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException _) {
            wrong("1", "unreadable", "");
            return;
        }
        var features = root.path("features");
        if (!"FeatureCollection".equals(root.path("type").asString("")) || !features.isArray()) {
            wrong("1", "no-feature-collection", root.path("type").asString(""));
        } else if (features.size() > MOST_SECTORS) {
            wrong("1", "too-many", String.valueOf(features.size()));
        } else {
            IntStream.range(0, features.size()).forEach(at -> feature(features.get(at), at + 1));
            names();
            overlaps();
        }
    }

    private void feature(JsonNode feature, int number) {
        var given = feature.path("properties");
        var name = given.path("name").asString("").strip();
        var where = name.isEmpty() ? String.valueOf(number) : name;
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            wrong(where, "name-form", name);
            return;
        }
        var of = code(where, given.path("service"));
        var takenBy = given.path("taken_by").asString("").isBlank() ? of : code(where, given.path("taken_by"));
        var shape = shape(where, feature.path("geometry"));
        if (of != null && takenBy != null && shape != null) {
            areas.add(new Area(
                    new Sector(name, of, takenBy, squareKilometres(shape)), PreparedGeometryFactory.prepare(shape)));
        }
    }

    private @Nullable ServiceCode code(String where, JsonNode value) {
        try {
            return new ServiceCode(value.asString("").strip());
        } catch (IllegalArgumentException _) {
            wrong(where, "service-form", value.asString(""));
            return null;
        }
    }

    private @Nullable Geometry shape(String where, JsonNode geometry) {
        var type = geometry.path("type").asString("");
        try {
            var shape = switch (type) {
                case "Polygon" -> polygon(geometry.path("coordinates"));
                case "MultiPolygon" ->
                    SHAPES.createMultiPolygon(each(geometry.path("coordinates"))
                            .map(this::polygon)
                            .toArray(Polygon[]::new));
                default -> null;
            };
            return shape == null ? refused(where, "no-polygon", type) : checked(where, shape);
        } catch (IllegalArgumentException e) {
            return refused(where, "shape-form", String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Geometry checked(String where, Geometry shape) {
        var fault = new IsValidOp(shape).getValidationError();
        if (fault != null) {
            return refused(where, "shape-invalid", fault.getMessage());
        }
        if (shape.isEmpty()) {
            return refused(where, "shape-form", "");
        }
        return Metropolis.OUTLINE.covers(shape) ? shape : refused(where, "outside-the-metropolis", "");
    }

    private Polygon polygon(JsonNode rings) {
        var all = each(rings).map(this::ring).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no ring");
        }
        return SHAPES.createPolygon(all.getFirst(), all.subList(1, all.size()).toArray(LinearRing[]::new));
    }

    private LinearRing ring(JsonNode corners) {
        if (corners.size() < FEWEST_CORNERS) {
            throw new IllegalArgumentException("a ring of " + corners.size() + " positions");
        }
        points += corners.size();
        if (points > MOST_POINTS) {
            throw new IllegalArgumentException("more than " + MOST_POINTS + " positions");
        }
        return SHAPES.createLinearRing(each(corners).map(SectorMap::corner).toArray(Coordinate[]::new));
    }

    private static Coordinate corner(JsonNode position) {
        if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
            throw new IllegalArgumentException("a position is two numbers");
        }
        return new Coordinate(position.path(0).asDouble(), position.path(1).asDouble());
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return IntStream.range(0, array.size()).mapToObj(array::get);
    }

    private void names() {
        var seen = new HashSet<String>();
        areas.stream()
                .map(Area::sector)
                .filter(sector -> !seen.add(sector.of() + " " + sector.name()))
                .forEach(sector -> wrong(sector.name(), "twice", sector.of().value()));
    }

    private void overlaps() {
        for (var one = 0; one < areas.size(); one++) {
            for (var other = one + 1; other < areas.size(); other++) {
                if (areas.get(one).overlaps(areas.get(other))) {
                    wrong(
                            areas.get(one).sector.name(),
                            "overlaps",
                            areas.get(other).sector.name());
                }
            }
        }
    }

    /// Of the metropolis, which is small enough to be flat.
    private static double squareKilometres(Geometry shape) {
        var across = Math.cos(Math.toRadians(shape.getCentroid().getY()));
        return shape.getArea() * KILOMETRES_PER_DEGREE * KILOMETRES_PER_DEGREE * across;
    }

    private void wrong(String where, String code, String value) {
        problems.add(new Problem(Part.SECTORS, where, code, value));
    }

    private @Nullable Geometry refused(String where, String code, String value) {
        wrong(where, code, value);
        return null;
    }

    private record Area(Sector sector, PreparedGeometry prepared) {

        private boolean overlaps(Area other) {
            return sector.of().equals(other.sector.of())
                    && prepared.intersects(other.prepared.getGeometry())
                    && squareKilometres(prepared.getGeometry().intersection(other.prepared.getGeometry()))
                            > OVERLAP_LET_PASS;
        }
    }
}
