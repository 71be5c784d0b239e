package fr.allomairies.channels.report;

import fr.allomairies.channels.content.Picture;
import java.io.IOException;

/// Photos of reports, with faults that name them.
final class Photos {

    private Photos() {}

    /// @param name as the app calls it, for the message
    static byte[] redrawn(byte[] file, String type, String name) throws Fault {
        try {
            return Picture.redrawn(file, type);
        } catch (Picture.TooManyPixels _) {
            throw Fault.badRequest("media: " + name + " has too many pixels, at most " + Picture.MOST_PIXELS);
        } catch (IOException _) {
            throw notAPhoto(name);
        }
    }

    static Fault notAPhoto(String name) {
        return Fault.badRequest("media: " + name + " is not a photo that can be read; send JPEG or PNG");
    }
}
