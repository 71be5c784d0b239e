package fr.allomairies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// French and English say the same things: in each module's bundle the same keys, with the same places to fill.
class MessageKeysTest {

    private static final PathMatchingResourcePatternResolver FILES = new PathMatchingResourcePatternResolver();
    private static final Pattern PLACE = Pattern.compile("\\{\\d+");

    static Stream<Resource> french() throws IOException {
        return Arrays.stream(FILES.getResources("classpath*:/messages/*_fr.properties"));
    }

    @ParameterizedTest
    @MethodSource("french")
    void englishHasTheKeysOfFrenchAndNoOther(Resource french) throws IOException {
        assertThat(read(english(french)).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(read(french).stringPropertyNames());
    }

    @ParameterizedTest
    @MethodSource("french")
    void bothLanguagesFillTheSamePlacesAndNoneIsEmpty(Resource french) throws IOException {
        var other = read(english(french));

        assertThat(read(french)).allSatisfy((key, text) -> {
            assertThat(text.toString()).isNotBlank();
            assertThat(places(other.getProperty(key.toString(), "")))
                    .as(key.toString())
                    .isEqualTo(places(text.toString()));
        });
    }

    @Test
    void noKeyStandsInTwoBundles() throws IOException {
        var keys = french().flatMap(file -> read(file).stringPropertyNames().stream())
                .toList();

        assertThat(keys).doesNotHaveDuplicates();
    }

    private static Resource english(Resource french) throws IOException {
        return french.createRelative(String.valueOf(french.getFilename()).replace("_fr.properties", "_en.properties"));
    }

    private static Properties read(Resource file) {
        var properties = new Properties();
        try (var in = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());
    }
}
