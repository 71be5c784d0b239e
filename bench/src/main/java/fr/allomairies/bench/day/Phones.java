package fr.allomairies.bench.day;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// SIP phones of the téléconseillers: registered with the passwords that the desk gives them, answered by one SIPp.
final class Phones implements AutoCloseable {

    private static final int PORT = 5_571;
    private static final int MEDIA_PORT = 50_000;
    private static final int RINGS_MS = 400;
    private static final int CALLS_AT_ONCE = 500;

    private final SippFiles files;
    private final String asterisk;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    /// @param user and password as the desk shows them to the téléconseiller
    record Line(String user, String password) {}

    Phones(SippFiles files, String asterisk, int portOffset) {
        this.files = files;
        this.asterisk = asterisk;
        this.port = PORT + portOffset;
    }

    void register(List<Line> lines) throws IOException, InterruptedException {
        var answering = start(
                "phone-answers",
                List.of(
                        "-sf",
                        files.phone(RINGS_MS).toString(),
                        "-p",
                        "" + port,
                        "-mp",
                        "" + MEDIA_PORT,
                        "-l",
                        "" + CALLS_AT_ONCE));
        processes.add(answering);
        var registering = start(
                "phone-registers",
                List.of(
                        "-sf",
                        files.copy("phone-registers.xml").toString(),
                        "-inf",
                        phones(lines).toString(),
                        "-m",
                        "" + lines.size(),
                        "-r",
                        "20"));
        if (!registering.waitFor(60, TimeUnit.SECONDS) || registering.exitValue() != 0) {
            throw new IOException("the SIP phones could not register at " + asterisk + ", see " + files.folder());
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
    }

    private Process start(String name, List<String> options) throws IOException {
        var command = new ArrayList<>(List.of(files.sipp(), asterisk, "-i", "127.0.0.1", "-nostdin", "-trace_err"));
        command.addAll(options);
        return new ProcessBuilder(command)
                .directory(files.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(files.folder().resolve(name + ".out").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
    }

    private Path phones(List<Line> lines) throws IOException {
        var text = new StringBuilder("SEQUENTIAL\n");
        lines.forEach(line -> text.append(line.user())
                .append(";[authentication username=")
                .append(line.user())
                .append(" password=")
                .append(line.password())
                .append("];")
                .append(port)
                .append(";\n"));
        var file = files.folder().resolve("phones.csv");
        Files.writeString(file, text);
        return file;
    }
}
