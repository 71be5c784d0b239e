package fr.allomairies.channels.email;

import jakarta.mail.Session;
import jakarta.mail.util.StreamProvider;
import java.util.Properties;
import org.eclipse.angus.mail.util.MailStreamProvider;

/// Jakarta Mail set to read what it can instead of refusing. Some of it can only be said to the whole JVM.
final class Lenient {

    static final Session SESSION;

    static {
        System.setProperty("mail.mime.decodetext.strict", "false");
        System.setProperty("mail.mime.decodeparameters", "true");
        System.setProperty("mail.mime.parameters.strict", "false");
        System.setProperty("mail.mime.ignoreunknownencoding", "true");
        System.setProperty("mail.mime.base64.ignoreerrors", "true");
        System.setProperty("mail.mime.uudecode.ignoreerrors", "true");
        System.setProperty("mail.mime.multipart.allowempty", "true");
        // without it each mail and each encoded header looks through every jar of the product for a service file
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
        var properties = new Properties();
        properties.setProperty("mail.mime.address.strict", "false");
        properties.setProperty("mail.mime.allowutf8", "true");
        SESSION = Session.getInstance(properties);
    }

    private Lenient() {}
}
