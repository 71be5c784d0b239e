package fr.allomairies.channels;

import fr.allomairies.contact.Refusal;
import fr.allomairies.ticketing.NewAttachment;

/// Files that citizens and agents give each other in a chat: photos (JPEG, PNG), PDF, office documents, by their
/// content. Of a photo nothing but the picture is kept. Safe for many threads.
public interface ChatFiles {

    /// Bytes of the largest; more need not be read.
    int largest();

    /// @param name as its owner calls it
    Checked check(String name, byte[] content);

    /// What is said with the file, such as its name.
    ///
    /// @param language such as `fr`
    String words(NewAttachment file, String language);

    sealed interface Checked {

        record Good(NewAttachment file) implements Checked {}

        /// `file-empty`, `file-too-large`, `file-type` or `photo-unreadable`.
        record Bad(Refusal why) implements Checked {}
    }
}
