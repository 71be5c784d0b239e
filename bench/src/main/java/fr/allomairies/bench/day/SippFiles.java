package fr.allomairies.bench.day;

import fr.allomairies.bench.day.PlannedContact.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;

/// The files that SIPp reads: a voice, the keys, one scenario for each caller.
///
/// @param tree SIPp's own tree, with captures of keys, `dtmf_2833_1.pcap` and so on
record SippFiles(Path folder, Path tree) {

    private static final int SAMPLES_PER_SECOND = 8000;
    private static final int VOICE_SECONDS = 5;
    private static final int CHOOSES_AFTER_MS = 1_800;
    private static final int LEAVES_AFTER_MS = 1_200;

    static SippFiles in(Path folder, Path tree) throws IOException {
        Files.createDirectories(folder);
        var files = new SippFiles(folder, tree);
        Files.write(files.voice(), murmur());
        return files;
    }

    String sipp() {
        return tree.resolve("bin/sipp").toString();
    }

    /// A phone that rings for so long and then answers.
    Path phone(int ringsMs) throws IOException {
        var scenario = folder.resolve("phone-answers.xml");
        return Files.writeString(
                scenario,
                template("phone-answers.xml")
                        .replace("@RINGS@", String.valueOf(ringsMs))
                        .replace("@VOICE@", voice().toString()));
    }

    Path copy(String name) throws IOException {
        return Files.writeString(folder.resolve(name), template(name));
    }

    Path caller(Call call, String number) throws IOException {
        var scenario = folder.resolve("call-" + call.nth() + ".xml");
        Files.writeString(
                scenario,
                template("caller.xml")
                        .replace("@NUMBER@", number)
                        .replace("@VOICE@", voice().toString())
                        .replace(
                                "@LISTENS@",
                                String.valueOf(call.leavesInTheMenu() ? LEAVES_AFTER_MS : CHOOSES_AFTER_MS))
                        .replace("@CHOICE@", choice(call))
                        .replace("@PATIENCE@", String.valueOf(call.patience().toMillis())));
        return scenario;
    }

    private String choice(Call call) {
        return call.leavesInTheMenu()
                ? "<nop next=\"leave\"/>"
                : "<nop><action><exec play_pcap_audio=\""
                        + tree.resolve("share/sip-tester/dtmf_2833_" + call.key() + ".pcap") + "\"/></action></nop>";
    }

    private Path voice() {
        return folder.resolve("voice.alaw");
    }

    private static String template(String name) throws IOException {
        try (var template = SippFiles.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A murmur in A-law: enough for the path, nobody listens.
    private static byte[] murmur() {
        var random = new Random(1);
        var murmur = new byte[SAMPLES_PER_SECOND * VOICE_SECONDS];
        for (int i = 0; i < murmur.length; i++) {
            murmur[i] = (byte) (0xD5 ^ random.nextInt(24));
        }
        return murmur;
    }
}
