package fr.allomairies.application.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/// Starts the parts beside the application while its beans are being made, and stops them after its last bean is
/// gone.
public final class Parts implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private static final int INTERRUPTED = 130;

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable TrialMailServer mail;
    private @Nullable String mailProblem;
    private @Nullable AsteriskServer asterisk;
    private @Nullable FileLock lock;

    @Override
    public void initialize(GenericApplicationContext context) {
        var environment = context.getEnvironment();
        var settings = Binder.get(environment).bindOrCreate("allo.parts", PartsSettings.class);
        var home = Home.of(environment);
        SpringApplication.getShutdownHandlers().add(this::stop);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopWithin(settings.stopWithin()), "stop-in-time"));
        context.registerBean(Home.class, () -> home);
        context.registerBean(Parts.class, () -> this);
        if (settings.database()
                && environment.getProperty("spring.datasource.url", "").isBlank()) {
            var site = environment.getProperty("server.port", Integer.class, 0);
            Ports.requireBrowsable(site);
            Ports.requireFree(site);
            home.requireSpace();
            startDatabase(context, settings, home);
        }
        if (settings.mail()) {
            startMail(settings, home);
        }
        if (settings.asterisk() && settings.scripts() != null) {
            Ports.requireBrowsable(settings.asteriskPorts().http());
            startAsterisk(settings, home);
        }
    }

    /// Empty when Asterisk runs elsewhere or is left out. Otherwise completes when it is there, or with a
    /// [PartFailed].
    public Optional<CompletableFuture<String>> asterisk() {
        return Optional.ofNullable(asterisk).map(AsteriskServer::ready);
    }

    /// Whether mails can be tried with the server of our own.
    public boolean hasTrialMail() {
        return mail != null;
    }

    /// Why the trial mail server, which should be there, is not: one French sentence.
    public Optional<String> mailProblem() {
        return Optional.ofNullable(mailProblem);
    }

    private void startDatabase(GenericApplicationContext context, PartsSettings settings, Home home) {
        lock = takeLock(home);
        var folder = home.folder("postgresql");
        var password = home.secret("database");
        var starting = CompletableFuture.supplyAsync(
                () -> EmbeddedDatabase.start(folder, settings.databasePort(), password),
                task -> Thread.ofPlatform().name("database-start").start(task));
        started.push(() -> starting.join().close());
        context.registerBean(JdbcConnectionDetails.class, () -> await(starting));
    }

    private void startMail(PartsSettings settings, Home home) {
        try {
            mail = TrialMailServer.start(home.folder("mail"), settings, home.secret("mail"));
            started.push(mail);
        } catch (PartFailed e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("trial-mail-missing");
            mailProblem = e.getMessage();
        }
    }

    private void startAsterisk(PartsSettings settings, Home home) {
        asterisk = AsteriskServer.start(
                Path.of(Objects.requireNonNull(settings.scripts())), home, settings.asteriskPorts());
        started.push(asterisk);
    }

    /// Two of us on one folder would stop each other's database.
    private static FileLock takeLock(Home home) {
        var file = home.folder("secrets").resolveSibling("lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var taken = channel.tryLock();
            if (taken == null) {
                throw new PartFailed(
                        "Allo Mairies tourne déjà avec le dossier %s : arrêtez-le d'abord, ou donnez un autre dossier par ALLO_HOME et d'autres ports par ALLO_PORT_OFFSET."
                                .formatted(home.folder()));
            }
            return taken;
        } catch (IOException e) {
            throw new PartFailed("Le fichier %s ne peut pas être écrit : %s".formatted(file, e.getMessage()), e);
        }
    }

    private static <T> T await(CompletableFuture<T> starting) {
        try {
            return starting.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PartFailed failed) {
                throw failed;
            }
            throw e;
        }
    }

    /// While we are starting, Spring would go on to the end of the start first.
    private void stopWithin(Duration orderly) {
        try {
            if (stopped.await(orderly.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
        Runtime.getRuntime().halt(INTERRUPTED); // what was stored goes on at the next start
    }

    private synchronized void stop() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("part-not-stopped");
            }
        }
        stopped.countDown();
    }
}
