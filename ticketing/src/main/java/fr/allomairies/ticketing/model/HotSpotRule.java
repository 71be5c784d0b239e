package fr.allomairies.ticketing.model;

import fr.allomairies.ticketing.HotSpots.HotSpot;
import fr.allomairies.ticketing.HotSpots.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which reports of one category gather around one of them. A report is in one hot spot at most, the largest.
///
/// @param least reports that make one, those that are one matter already counted
/// @param metres from the one around which they gather
public record HotSpotRule(int least, int metres) {

    private static final double METRES_OF_A_DEGREE = 111_320;

    public List<HotSpot> find(List<Report> reports) {
        return reports.stream().collect(Collectors.groupingBy(Report::category)).values().stream()
                .flatMap(ofOne -> around(ofOne).stream())
                .sorted(Comparator.comparing(HotSpot::count).reversed())
                .toList();
    }

    private List<HotSpot> around(List<Report> ofOne) {
        var found = new ArrayList<HotSpot>();
        var left = new ArrayList<>(ofOne);
        for (var next = largest(left); next.isPresent(); next = largest(left)) {
            found.add(next.get());
            left.removeAll(next.get().reports());
        }
        return found;
    }

    /// One request that stands for all of them is an incident already.
    private boolean isHot(HotSpot spot) {
        return spot.reports().size() > 1 && spot.count() >= least;
    }

    private Optional<HotSpot> largest(List<Report> left) {
        return left.stream()
                .map(seed -> new HotSpot(
                        seed.category(),
                        left.stream()
                                .filter(other -> metres(seed, other) <= metres)
                                .toList()))
                .max(Comparator.comparing(HotSpot::count))
                .filter(this::isHot);
    }

    private static double metres(Report one, Report other) {
        var north = one.latitude() - other.latitude();
        var east = (one.longitude() - other.longitude()) * Math.cos(Math.toRadians(one.latitude()));
        return METRES_OF_A_DEGREE * Math.hypot(north, east);
    }
}
