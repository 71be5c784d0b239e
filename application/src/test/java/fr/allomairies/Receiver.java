package fr.allomairies;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Another system that is told by webhook, and that is out of order at first.
final class Receiver {

    private final List<Request> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals;
    private final HttpServer server;

    /// @param refusals how many requests meet with an error
    Receiver(int refusals) {
        this.refusals = new AtomicInteger(refusals);
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Request> accepted() {
        return List.copyOf(accepted);
    }

    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var refused = refusals.getAndDecrement() > 0;
        if (!refused) {
            accepted.add(new Request(headers.getFirst("Allo-Timestamp"), headers.getFirst("Allo-Signature"), body));
        }
        exchange.sendResponseHeaders(refused ? 500 : 204, -1);
        exchange.close();
    }

    record Request(String timestamp, String signature, String body) {

        /// As docs/board.md tells a receiver to check it.
        boolean isSignedBy(String secret) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                var sum = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                return signature.equals("sha256=" + HexFormat.of().formatHex(sum));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
