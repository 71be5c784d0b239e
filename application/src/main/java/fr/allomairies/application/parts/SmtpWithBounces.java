package fr.allomairies.application.parts;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpConnection;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.MailCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.util.Map;

/// GreenMail, which also takes mails without a return path (`MAIL FROM:<>`), as bounces are. By itself it answers `250`
/// to that sender and then takes no recipient, since it has kept none.
final class SmtpWithBounces extends GreenMail {

    SmtpWithBounces(ServerSetup[] setups) {
        super(setups);
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
        var services = super.createServices(setups, managers);
        services.replaceAll(
                (_, server) -> server instanceof SmtpServer ? smtp(server.getServerSetup(), managers) : server);
        return services;
    }

    private static SmtpServer smtp(ServerSetup setup, Managers managers) {
        return new SmtpServer(setup, managers) {

            @Override
            protected ProtocolHandler createProtocolHandler(Socket client) {
                return new SmtpHandler(new Commands(), managers.getSmtpManager(), client);
            }
        };
    }

    private static final class Commands extends SmtpCommandRegistry {

        private static final SmtpCommand MAIL = new FromAnybody();

        @Override
        public SmtpCommand getCommand(String name) {
            var command = super.getCommand(name);
            return command instanceof MailCommand ? MAIL : command;
        }
    }

    private static final class FromAnybody extends MailCommand {

        @Override
        public void execute(SmtpConnection connection, SmtpState state, SmtpManager manager, String line) {
            super.execute(connection, state, manager, line);
            if (line.matches("(?i)MAIL FROM:\\s?<>.*")) {
                state.getMessage().setReturnPath(new MailAddress(""));
            }
        }
    }
}
