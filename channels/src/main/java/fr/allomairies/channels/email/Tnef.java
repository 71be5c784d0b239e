package fr.allomairies.channels.email;

import fr.allomairies.channels.content.PlainText;
import fr.allomairies.ticketing.NewAttachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.swing.text.BadLocationException;
import javax.swing.text.rtf.RTFEditorKit;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hsmf.datatypes.MAPIProperty;

/// A `winmail.dat`, unpacked.
///
/// @param text empty where it holds none
/// @param files by the names that they had, their types not known yet
record Tnef(String text, List<NewAttachment> files) {

    private static final int LONGEST_RTF = 1_000_000;

    /// Empty when it cannot be read.
    static Optional<Tnef> of(byte[] content) {
        try {
            var message = new HMEFMessage(new ByteArrayInputStream(content));
            return Optional.of(new Tnef(
                    text(message),
                    message.getAttachments().stream().flatMap(Tnef::file).toList()));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static Stream<NewAttachment> file(Attachment attachment) {
        try {
            var name = Optional.ofNullable(attachment.getLongFilename())
                    .or(() -> Optional.ofNullable(attachment.getFilename()))
                    .orElse("");
            return Stream.of(new NewAttachment(name, "", attachment.getContents()));
        } catch (RuntimeException _) {
            return Stream.empty();
        }
    }

    private static String text(HMEFMessage message) {
        var plain = message.getMessageMAPIAttribute(MAPIProperty.BODY);
        if (plain instanceof MAPIStringAttribute body) {
            return body.getDataString();
        }
        var rtf = message.getBody();
        return rtf == null || rtf.length() > LONGEST_RTF ? "" : PlainText.clean(ofRtf(rtf), LONGEST_RTF);
    }

    private static String ofRtf(String rtf) {
        try {
            var kit = new RTFEditorKit();
            var document = kit.createDefaultDocument();
            kit.read(new StringReader(rtf), document, 0);
            return document.getText(0, document.getLength());
        } catch (IOException | BadLocationException | RuntimeException _) {
            return "";
        }
    }
}
