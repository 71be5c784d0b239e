package fr.allomairies.voiceassistant.models;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// A line of the manifest, `models.properties`.
///
/// @param megabytes of the archive, as its publisher says
/// @param sha256 of the archive; empty where the project could not fetch it
public record KnownModel(
        String name, URI url, long megabytes, String licence, String attribution, Optional<String> sha256) {

    private static final String URL = ".url";

    public static List<KnownModel> all() {
        var manifest = new Properties();
        try (var lines = new InputStreamReader(
                Objects.requireNonNull(KnownModel.class.getResourceAsStream("models.properties")),
                StandardCharsets.UTF_8)) {
            manifest.load(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return manifest.stringPropertyNames().stream()
                .filter(key -> key.endsWith(URL))
                .map(key -> key.substring(0, key.length() - URL.length()))
                .sorted()
                .map(name -> of(name, manifest))
                .toList();
    }

    private static KnownModel of(String name, Properties manifest) {
        return new KnownModel(
                name,
                URI.create(manifest.getProperty(name + URL)),
                Long.parseLong(manifest.getProperty(name + ".megabytes")),
                manifest.getProperty(name + ".licence"),
                manifest.getProperty(name + ".attribution"),
                Optional.ofNullable(manifest.getProperty(name + ".sha256")));
    }
}
