package fr.allomairies.channels.report;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.ChannelAdapterContract;
import fr.allomairies.channels.RawMessage;
import java.util.List;

class ReportAdapterContractTest implements ChannelAdapterContract {

    @Override
    public ChannelAdapter adapter() {
        return new ReportAdapter();
    }

    @Override
    public RawMessage aValidMessage() {
        return new Report(
                        "lighting.lamp-out",
                        43.7,
                        7.26,
                        null,
                        "éteint",
                        "jeanne@example.org",
                        "Jeanne",
                        "+33612345678",
                        null,
                        List.of(new Report.Photo("photo-1.png", "image/png", new byte[] {1, 2, 3})),
                        "fr",
                        List.of("Que fait le lampadaire ? Il clignote"),
                        null,
                        "police")
                .raw("key-1");
    }
}
