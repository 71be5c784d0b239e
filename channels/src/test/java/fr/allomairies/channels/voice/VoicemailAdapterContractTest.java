package fr.allomairies.channels.voice;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.ChannelAdapterContract;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.Sorted;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoicemailAdapterContractTest implements ChannelAdapterContract {

    private static final byte[] SOUND = {'R', 'I', 'F', 'F', 1, 2, 3};

    @Override
    public ChannelAdapter adapter() {
        return new VoicemailAdapter(new Wording());
    }

    @Override
    public RawMessage aValidMessage() {
        return new RawMessage(
                "asterisk-1-1767600000.1",
                Map.of(
                        Caller.NUMBER, "+33493001122",
                        VoicemailAdapter.SECONDS, "12",
                        Caller.TOKEN, "the-secret-of-the-ticket",
                        Caller.LANGUAGE, "fr"),
                SOUND);
    }

    @Test
    void bringsTheSoundToTheTicketOfTheCall() {
        var reading = (Reading.FromCitizen) ((VoicemailAdapter) adapter())
                .read(aValidMessage(), ContactId.next(), Instant.parse("2026-01-05T08:00:00Z"));
        var contact = reading.contact();

        assertThat(contact.threadHints()).containsExactly("the-secret-of-the-ticket");
        assertThat(contact.sender().phone()).isEqualTo(new PhoneNumber("+33493001122"));
        assertThat(contact.text()).contains("12");
        assertThat(contact.attachments()).singleElement().satisfies(file -> {
            assertThat(file.type()).isEqualTo("audio/wav");
            assertThat(file.name()).endsWith(".wav");
            assertThat(file.content()).isEqualTo(SOUND);
        });
    }

    @Test
    void bringsWhatWasToldToTheAssistantAsARequestOfItsOwn() {
        var told = new RawMessage(
                "asterisk-1-1767600000.2",
                Map.of(
                        Caller.NUMBER, "+33493001122",
                        VoicemailAdapter.TOLD, "true",
                        VoiceAdapter.CATEGORY, "lighting.electric-danger",
                        VoiceAdapter.URGENT, "true",
                        VoiceAdapter.DIALLED, "+33493000010",
                        Caller.LANGUAGE, "fr"),
                "> Touche : 1".getBytes(StandardCharsets.UTF_8));

        var reading = (Reading.FromCitizen)
                ((VoicemailAdapter) adapter()).read(told, ContactId.next(), Instant.parse("2026-01-05T08:00:00Z"));

        var contact = reading.contact();
        assertThat(contact.category()).isEqualTo(new CategoryCode("lighting.electric-danger"));
        assertThat(contact.text()).isEqualTo("> Touche : 1");
        assertThat(contact.attachments()).isEmpty();
        assertThat(contact.threadHints()).isEmpty();
        assertThat(reading.sorted()).isEqualTo(new Sorted(null, true));
        assertThat(reading.number()).isEqualTo("+33493000010");
    }
}
