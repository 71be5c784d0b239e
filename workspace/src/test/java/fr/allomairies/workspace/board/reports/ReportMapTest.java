package fr.allomairies.workspace.board.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.ReportedPlaces.Reported;
import fr.allomairies.workspace.board.reports.Ground.Hall;
import fr.allomairies.workspace.board.reports.Ground.Spot;
import fr.allomairies.workspace.board.reports.ReportMap.Piece;
import fr.allomairies.workspace.board.reports.ReportMap.Square;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReportMapTest {

    private static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");
    private static final CategoryCode BIN = new CategoryCode("waste.bin");

    @Test
    void everyTownHallIsOnTheGroundAndInTheWholePiece() {
        assertThat(Ground.HALLS)
                .hasSize(20)
                .allSatisfy(hall -> assertThat(Piece.ALL.contains(hall.at())).isTrue());
        assertThat(Ground.OUTLINE)
                .allSatisfy(corner -> assertThat(Piece.ALL.contains(corner)).isTrue());
    }

    @Test
    void distancesAreTrueToAPercent() {
        var nice = Spot.of(43.6971, 7.2711);
        var isola = Spot.of(44.1856, 7.0514);

        assertThat(nice.to(isola)).isBetween(56.5, 57.7); // 57.1 on the ground
    }

    @Test
    void noReportIsLostOrCountedTwice() {
        var random = new Random(7);
        var reports = new ArrayList<Reported>();
        for (var i = 0; i < 500; i++) {
            reports.add(report(43.62 + random.nextDouble() * .7, 6.8 + random.nextDouble() * .6, LAMP));
        }

        var map = ReportMap.of(reports, Piece.ALL);

        assertThat(map.squares().stream().mapToInt(Square::reports).sum()).isEqualTo(500);
        assertThat(map.squares()).extracting(Square::step).allMatch(step -> step >= 1 && step <= 5);
        assertThat(map.squares().getFirst().step()).isEqualTo(5);
    }

    @Test
    void aSquareSaysWhereItIsAndWhatIsReportedThereMost() {
        var square = ReportMap.of(
                        List.of(report(44.07, 7.255, BIN), report(44.07, 7.255, LAMP), report(44.07, 7.255, BIN)),
                        Piece.of(
                                2,
                                Spot.of(44.07, 7.255).x(),
                                Spot.of(44.07, 7.255).y()))
                .squares()
                .getFirst();

        assertThat(square.reports()).isEqualTo(3);
        assertThat(square.near()).isEqualTo("Saint-Martin-Vésubie");
        assertThat(square.away()).isLessThan(1);
        assertThat(square.most()).isEqualTo(BIN);
    }

    @Test
    void theNearestPieceHasPointsAndNothingThatLiesOutside() {
        var there = Spot.of(43.70, 7.27);
        var map = ReportMap.of(
                List.of(report(43.70, 7.27, BIN), report(43.76, 7.27, BIN)), Piece.of(9, there.x(), there.y()));

        assertThat(map.squares()).isEmpty();
        assertThat(map.points()).hasSize(1);
        assertThat(map.piece().further().zoom()).isEqualTo(2);
        assertThat(map.halls()).extracting(Hall::name).containsExactly("Nice");
    }

    private static Reported report(double latitude, double longitude, CategoryCode category) {
        return new Reported("NCA-26-000001", category, latitude, longitude, Instant.EPOCH);
    }
}
