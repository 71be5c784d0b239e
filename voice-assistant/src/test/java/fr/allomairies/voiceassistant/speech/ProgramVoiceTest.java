package fr.allomairies.voiceassistant.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramVoiceTest {

    private static final byte[] SOUND = sound();

    @TempDir
    Path folder;

    private static byte[] sound() {
        var sound = new byte[1_600];
        Arrays.fill(sound, (byte) 7);
        return sound;
    }

    @Test
    void speaksASentenceOnceAndKeepsItAlsoForTheNextStart() throws IOException {
        var program = program("cp " + wav(8_000, SOUND) + " \"$2\"; echo \"$3\" >> " + folder + "/said");
        var voice = new ProgramVoice(program, folder.resolve("sounds"));

        assertThat(voice.speak("L’eau  « coule »")).isEqualTo(SOUND);
        voice.speak("L’eau  « coule »");
        new ProgramVoice(program, folder.resolve("sounds")).speak("L’eau  « coule »");

        assertThat(folder.resolve("said")).hasContent("L'eau coule");
        assertThat(folder.resolve("sounds")).isDirectoryContaining("glob:**.wav");
    }

    @Test
    void whatBeginsWithADashIsNoOptionOfTheProgram() throws IOException {
        var program = program("case \"$3\" in -*) exit 3;; esac; cp " + wav(8_000, SOUND) + " \"$2\"");

        assertThat(new ProgramVoice(program, folder.resolve("sounds")).speak("-v Bonjour"))
                .isEqualTo(SOUND);
    }

    @Test
    void saysThatItIsAwayUntilItSpeaksAgain() throws IOException {
        var broken = folder.resolve("broken");
        Files.createFile(broken);
        var program = program("[ -e " + broken + " ] && exit 3; cp " + wav(8_000, SOUND) + " \"$2\"");
        var voice = new ProgramVoice(program, folder.resolve("sounds"));

        assertThatIOException().isThrownBy(() -> voice.speak("Bonjour"));
        assertThat(voice.isThere()).isFalse();

        Files.delete(broken);
        assertThat(voice.speak("Bonjour")).isEqualTo(SOUND);
        assertThat(voice.isThere()).isTrue();
    }

    @Test
    void makesOnceMoreWhatWasKeptAndIsNoSound() throws IOException {
        var sounds = folder.resolve("sounds");
        var program = program("cp " + wav(8_000, SOUND) + " \"$2\"");
        new ProgramVoice(program, sounds).speak("Bonjour");
        try (var kept = Files.list(sounds)) {
            Files.write(kept.findFirst().orElseThrow(), new byte[20]);
        }

        assertThat(new ProgramVoice(program, sounds).speak("Bonjour")).isEqualTo(SOUND);
    }

    @Test
    void keepsNoNumberOfARequestAndNoDateOnDisk() throws IOException {
        var sounds = folder.resolve("sounds");
        var voice = new ProgramVoice(program("cp " + wav(8_000, SOUND) + " \"$2\""), sounds);

        assertThat(voice.speak("3, 3, 0, 0, 0, 1, 2, 3")).isEqualTo(SOUND);
        assertThat(voice.speak("Une réponse est prévue pour le 5 février 2026."))
                .isEqualTo(SOUND);
        assertThat(sounds).isEmptyDirectory();

        voice.speak("Appelez le 15 (ou le 112 ; le 114 par SMS). Le 3114 vous écoute. Tapez 1, 2 ou 3.");
        assertThat(sounds).isDirectoryContaining("glob:**.wav");
    }

    @Test
    void takesNothingElseForSound() throws IOException {
        var fast = new ProgramVoice(program("cp " + wav(16_000, SOUND) + " \"$2\""), folder.resolve("fast"));
        var silent = new ProgramVoice(program("true"), folder.resolve("silent"));
        var brief = new ProgramVoice(program("cp " + wav(8_000, new byte[2]) + " \"$2\""), folder.resolve("brief"));
        var missing = new ProgramVoice(folder.resolve("nothing"), folder.resolve("missing"));

        assertThatIOException().isThrownBy(() -> fast.speak("Bonjour"));
        assertThatIOException().isThrownBy(() -> silent.speak("Bonjour"));
        assertThatIOException().isThrownBy(() -> brief.speak("Bonjour"));
        assertThat(folder.resolve("brief")).isEmptyDirectory();
        assertThatIOException().isThrownBy(() -> missing.speak("Bonjour"));
    }

    private Path program(String what) throws IOException {
        var script = Files.createTempFile(folder, "voice", "");
        Files.writeString(script, "#!/bin/sh\n" + what + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private Path wav(int rate, byte[] samples) throws IOException {
        var header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length);
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
        header.putShort((short) 2).putShort((short) 16);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length);
        var file = new ByteArrayOutputStream();
        file.writeBytes(header.array());
        file.writeBytes(samples);
        return Files.write(Files.createTempFile(folder, "sound", ".wav"), file.toByteArray());
    }
}
