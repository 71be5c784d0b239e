package fr.allomairies.telephony.asterisk;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/// Start and stop of all that we have to do with the servers, which reach us at one address.
final class AsteriskConnections implements SmartLifecycle {

    private final List<AsteriskConnection> connections;
    private final DialogueServer server;
    private final AudioSocketServer audio;
    private volatile boolean running;

    AsteriskConnections(List<AsteriskConnection> connections, DialogueServer server, AudioSocketServer audio) {
        this.connections = connections;
        this.server = server;
        this.audio = audio;
    }

    @Override
    public void start() {
        running = true;
        audio.start();
        server.start();
        connections.forEach(AsteriskConnection::start);
    }

    @Override
    public void stop() {
        running = false;
        connections.forEach(AsteriskConnection::stop);
        server.stop();
        audio.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// When everything that answers is there, and gone before it.
    @Override
    public int getPhase() {
        return 100;
    }
}
