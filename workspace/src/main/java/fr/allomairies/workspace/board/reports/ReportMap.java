package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.ReportedPlaces.Reported;
import fr.allomairies.workspace.board.reports.Ground.Hall;
import fr.allomairies.workspace.board.reports.Ground.Spot;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reports on a piece of the ground: by squares, or each by itself where the piece is small. All lengths in km.
///
/// @param squares the fullest first; none where each report is drawn
/// @param points none where squares are drawn
public record ReportMap(Piece piece, List<Square> squares, List<Point> points) {

    private static final int SQUARES_HIGH = 30;
    private static final int STEPS = 5;
    /// Whose names do not stand on one another where all of the ground is drawn.
    private static final Set<String> SEEN_FROM_AFAR = Set.of(
            "Nice", "Cagnes-sur-Mer", "Carros", "Levens", "Saint-Martin-Vésubie", "Saint-Étienne-de-Tinée", "Isola");

    /// What is looked at: all of it, or a piece around a spot, each nearer one a third of the one before.
    ///
    /// @param zoom 0 for all to [#NEAREST]
    public record Piece(int zoom, double x, double y) {

        static final int NEAREST = 3;
        static final Piece ALL = new Piece(0, 38.5, 44.5);
        private static final double HIGH = 91;
        private static final double WIDE = 66;

        /// Nearer or further than there is becomes the nearest or all.
        static Piece of(int zoom, double x, double y) {
            return zoom <= 0 ? ALL : new Piece(Math.min(zoom, NEAREST), x, y);
        }

        public double height() {
            return HIGH / Math.pow(3, zoom);
        }

        public double width() {
            return zoom == 0 ? WIDE : height() * 1.4;
        }

        public double left() {
            return x - width() / 2;
        }

        public double top() {
            return y - height() / 2;
        }

        public String viewBox() {
            return String.format(Locale.ROOT, "%.3f %.3f %.3f %.3f", left(), top(), width(), height());
        }

        boolean contains(Spot spot) {
            return Math.abs(spot.x() - x) <= width() / 2 && Math.abs(spot.y() - y) <= height() / 2;
        }

        double side() {
            return height() / SQUARES_HIGH;
        }

        public boolean isNearest() {
            return zoom == NEAREST;
        }

        public Piece further() {
            return of(zoom - 1, x, y);
        }
    }

    /// @param step 1 to 5, of the fullest one
    /// @param near the nearest town hall, and how far it is
    /// @param most the topic that is reported most
    public record Square(
            double x, double y, double side, int reports, int step, String near, double away, CategoryCode most) {

        public double middleX() {
            return x + side / 2;
        }

        public double middleY() {
            return y + side / 2;
        }
    }

    public record Point(double x, double y, Reported report) {}

    private record Key(int column, int row) {}

    static ReportMap of(List<Reported> reports, Piece piece) {
        var points = reports.stream()
                .map(ReportMap::point)
                .filter(point -> piece.contains(new Spot(point.x(), point.y())))
                .toList();
        return piece.isNearest()
                ? new ReportMap(piece, List.of(), points)
                : new ReportMap(piece, squares(points, piece), List.of());
    }

    private static Point point(Reported report) {
        var spot = Spot.of(report.latitude(), report.longitude());
        return new Point(spot.x(), spot.y(), report);
    }

    private static List<Square> squares(List<Point> points, Piece piece) {
        var side = piece.side();
        var by = points.stream()
                .collect(Collectors.groupingBy(
                        point -> new Key((int) Math.floor(point.x() / side), (int) Math.floor(point.y() / side))));
        var most = by.values().stream().mapToInt(List::size).max().orElse(1);
        return by.entrySet().stream()
                .map(entry -> square(entry.getKey(), entry.getValue(), side, most))
                .sorted(Comparator.comparingInt(Square::reports)
                        .reversed()
                        .thenComparingDouble(Square::y)
                        .thenComparingDouble(Square::x))
                .toList();
    }

    private static Square square(Key key, List<Point> points, double side, int most) {
        var middle = new Spot((key.column() + .5) * side, (key.row() + .5) * side);
        var hall = Ground.nearest(middle);
        var step = (int) Math.ceil(STEPS * (double) points.size() / most);
        return new Square(
                key.column() * side,
                key.row() * side,
                side,
                points.size(),
                step,
                hall.name(),
                hall.at().to(middle),
                mostReported(points));
    }

    private static CategoryCode mostReported(List<Point> points) {
        return points.stream()
                .collect(Collectors.groupingBy(point -> point.report().category(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<CategoryCode, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
    }

    public List<Hall> halls() {
        return Ground.HALLS.stream()
                .filter(hall -> piece.contains(hall.at()))
                .filter(hall -> piece.zoom() > 0 || SEEN_FROM_AFAR.contains(hall.name()))
                .toList();
    }

    public String outline() {
        return Ground.OUTLINE.stream()
                .map(corner -> String.format(Locale.ROOT, "%.3f,%.3f", corner.x(), corner.y()))
                .collect(Collectors.joining(" "));
    }
}
