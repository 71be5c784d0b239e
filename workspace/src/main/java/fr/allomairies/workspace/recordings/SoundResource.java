package fr.allomairies.workspace.recordings;

import fr.allomairies.telephony.RecordingArchive.Sound;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;

/// A sound of which a browser may ask any part.
final class SoundResource extends AbstractResource {

    private final Sound sound;

    SoundResource(Sound sound) {
        this.sound = sound;
    }

    @Override
    public InputStream getInputStream() {
        return sound.content().get();
    }

    @Override
    public long contentLength() {
        return sound.bytes();
    }

    @Override
    public String getDescription() {
        return "a recording";
    }
}
