package fr.allomairies.bench.models;

import fr.allomairies.voiceassistant.models.KnownModel;
import fr.allomairies.voiceassistant.models.ModelRefused;
import fr.allomairies.voiceassistant.models.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The first argument is the folder of the model, the others are the operator's.
public final class Models {

    private static final String USAGE = """
            usage :
            ./allo models                                       ce qui est connu, et ce qui est là
            ./allo models fetch NOM [--sha256 EMPREINTE]        télécharge, vérifie, installe
            ./allo models import NOM FICHIER [--sha256 EMPREINTE]   installe une archive ZIP apportée à la main
            ./allo models verify                                relit chaque fichier de ce qui est installé""";

    private static final String HASH = "--sha256";
    private static final String HASH_FORM = "[0-9a-fA-F]{64}";

    private final ModelStore store;

    private Models(Path folder) {
        store = new ModelStore(folder);
    }

    public static void main(String[] arguments) throws InterruptedException {
        try {
            new Models(Path.of(arguments[0])).run(List.of(arguments).subList(1, arguments.length));
        } catch (ModelRefused e) {
            stop(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            stop("impossible : " + e);
        }
    }

    private void run(List<String> arguments) throws IOException, InterruptedException, ModelRefused {
        switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "" -> list();
            case "fetch" -> fetch(arguments);
            case "import" -> bringIn(arguments);
            case "verify" -> verify();
            default -> stop(USAGE);
        }
    }

    private void list() throws IOException {
        for (var model : KnownModel.all()) {
            System.out.printf(
                    "%s  %d Mo  %s  %s%n    %s%n    sha256 %s%n",
                    model.name(),
                    model.megabytes(),
                    model.licence(),
                    model.attribution(),
                    model.url(),
                    model.sha256().orElse("inconnue ici : donnez celle en laquelle vous avez confiance par --sha256"));
        }
        System.out.println();
        verify();
    }

    private void fetch(List<String> arguments) throws IOException, InterruptedException, ModelRefused {
        var model = known(argument(arguments, 1));
        store.fetch(model, hash(model, arguments, 2));
        verify();
    }

    private void bringIn(List<String> arguments) throws IOException, ModelRefused {
        var model = known(argument(arguments, 1));
        var archive = Path.of(argument(arguments, 2));
        if (!Files.isRegularFile(archive)) {
            stop("« " + archive + " » n’est pas un fichier");
        }
        store.bringIn(archive, hash(model, arguments, 3), ModelStore.note(model));
        verify();
    }

    private void verify() throws IOException {
        var problem = store.problem();
        store.note().forEach(System.out::println);
        System.out.println(problem.map(why -> "reconnaissance : " + why + ", mode clavier")
                .orElse("reconnaissance : le modèle est entier ; il sert dès le prochain démarrage"));
        if (problem.isPresent() && !problem.equals(Optional.of("absent"))) {
            System.exit(1);
        }
    }

    private static KnownModel known(String name) {
        return KnownModel.all().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseGet(() -> stop("« " + name + " » est inconnu ; ./allo models dit ce qui est connu"));
    }

    private static String argument(List<String> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : stop(USAGE);
    }

    /// That of the manifest, where it has one, is not overruled.
    private static String hash(KnownModel model, List<String> arguments, int from) {
        var given = arguments.subList(from, arguments.size());
        if (!given.isEmpty()
                && (given.size() != 2
                        || !given.getFirst().equals(HASH)
                        || !given.get(1).matches(HASH_FORM))) {
            return stop(USAGE);
        }
        return model.sha256()
                .or(() -> given.stream().skip(1).findFirst())
                .orElseGet(
                        () -> stop("l’empreinte SHA-256 de cette archive n’est pas connue du projet : donnez celle en"
                                + " laquelle vous avez confiance par " + HASH));
    }

    private static <T> T stop(String why) {
        System.err.println(why);
        System.exit(2);
        throw new IllegalStateException(why);
    }
}
