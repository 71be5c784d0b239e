package fr.allomairies.channels.content;

import java.io.IOException;
import java.util.List;

/// Makes a photo of what a citizen sent as one.
public final class Photos {

    private static final List<String> TYPES = List.of("image/jpeg", "image/png");
    private static final String NO_PHOTO = "is not a photo that can be read; send JPEG or PNG";

    private Photos() {}

    /// JPEG or PNG by its content.
    public static Photo redrawn(byte[] file) throws Unreadable {
        var type = FileType.of(file, "");
        if (!TYPES.contains(type)) {
            throw new Unreadable(NO_PHOTO);
        }
        try {
            return new Photo(type, Picture.redrawn(file, type));
        } catch (Picture.TooManyPixels _) {
            throw new Unreadable("has too many pixels, at most " + Picture.MOST_PIXELS);
        } catch (IOException _) {
            throw new Unreadable(NO_PHOTO);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Photo(String type, byte[] content) {

        public String ending() {
            return type.equals("image/png") ? ".png" : ".jpg";
        }
    }

    /// Its message goes on after the name of the file.
    public static final class Unreadable extends Exception {

        private Unreadable(String why) {
            super(why);
        }
    }
}
