package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChatFiles;
import fr.allomairies.channels.content.FileType;
import fr.allomairies.channels.content.Picture;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.Refusal;
import fr.allomairies.ticketing.NewAttachment;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class CheckedFiles implements ChatFiles {

    private static final int LONGEST_NAME = 100;
    private static final String PHOTO = "image/";

    /// What may be given, with the ending of its name.
    private static final Map<String, String> ENDINGS = Map.of(
            "image/jpeg", ".jpg",
            "image/png", ".png",
            "application/pdf", ".pdf",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx",
            "application/vnd.oasis.opendocument.text", ".odt",
            "application/vnd.oasis.opendocument.spreadsheet", ".ods");

    private final ChatSettings settings;
    private final Wording wording;

    CheckedFiles(ChatSettings settings, Wording wording) {
        this.settings = settings;
        this.wording = wording;
    }

    @Override
    public int largest() {
        return Math.toIntExact(settings.largestFile().toBytes());
    }

    @Override
    public Checked check(String name, byte[] content) {
        if (content.length == 0) {
            return bad("file-empty", "the file is empty");
        }
        if (content.length > largest()) {
            return bad("file-too-large", "at most " + settings.largestFile().toMegabytes() + " MB");
        }
        var type = FileType.of(content, name);
        var ending = ENDINGS.get(type);
        if (ending == null) {
            return bad("file-type", "JPEG, PNG, PDF, DOCX, XLSX, ODT or ODS");
        }
        try {
            var kept = type.startsWith(PHOTO) ? Picture.redrawn(content, type) : content;
            return new Checked.Good(new NewAttachment(named(name, ending), type, kept));
        } catch (IOException _) {
            return bad("photo-unreadable", "the photo cannot be read, or has too many pixels");
        }
    }

    private static String named(String name, String ending) {
        var line = PlainText.line(name.replaceAll("[/\\\\]", "-"), LONGEST_NAME);
        var stem = line.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
        return (stem.isBlank() ? "fichier" : stem) + ending;
    }

    private static Checked bad(String code, String detail) {
        return new Checked.Bad(new Refusal(code, detail));
    }

    @Override
    public String words(NewAttachment file, String language) {
        var key = file.type().startsWith(PHOTO) ? "channels.chat.photo" : "channels.chat.file";
        return wording.of(key, language, file.name());
    }
}
