package fr.allomairies.bench.pooling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Draws docs/images/pooling.svg and prints, as its last line, the mean waits in seconds:
/// `RESULT none=… one=… two=… three=… all=… full=…`, the first and the last by theory.
public final class PoolingBench {

    private static final List<Integer> SKILLS_EACH = List.of(1, 2, 3, Crew.SKILLS);
    private static final long BATCH = 10_000;
    private static final long SEED = 1;

    private PoolingBench() {}

    public static void main(String[] args) throws IOException {
        var crews = SKILLS_EACH.parallelStream()
                .map(skills -> Curve.Sample.of(skills, Crew.waits(skills, BATCH, SEED)))
                .toList();
        var file = Path.of(System.getenv().getOrDefault("ALLO_ROOT", "."), "docs", "images", "pooling.svg");
        Files.writeString(file, new Curve(Crew.noPooling(), Crew.fullPooling(), crews).svg());
        System.out.println("drawn: " + file);
        crews.forEach(crew -> System.out.printf(
                Locale.ROOT, "%d skills each: %.1f s ± %.1f%n", crew.skills(), crew.meanWait(), crew.halfWidth()));
        System.out.printf(
                Locale.ROOT,
                "RESULT none=%.1f %s full=%.1f%n",
                Crew.noPooling(),
                crews.stream().map(PoolingBench::told).collect(Collectors.joining(" ")),
                Crew.fullPooling());
    }

    private static String told(Curve.Sample crew) {
        var name = switch (crew.skills()) {
            case 1 -> "one";
            case 2 -> "two";
            case 3 -> "three";
            default -> "all";
        };
        return String.format(Locale.ROOT, "%s=%.1f", name, crew.meanWait());
    }
}
