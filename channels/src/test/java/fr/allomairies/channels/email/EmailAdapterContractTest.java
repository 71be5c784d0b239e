package fr.allomairies.channels.email;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.ChannelAdapterContract;
import fr.allomairies.channels.RawMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;

class EmailAdapterContractTest implements ChannelAdapterContract {

    @Override
    public ChannelAdapter adapter() {
        return Adapters.email();
    }

    @Override
    public RawMessage aValidMessage() {
        return new RawMessage("<1@example.org>", Map.of(), """
                From: Jeanne <jeanne@example.org>
                Subject: Bonjour
                Message-ID: <1@example.org>
                Content-Type: text/plain; charset=UTF-8

                Le lampadaire\0 est éteint.
                """.getBytes(StandardCharsets.UTF_8));
    }
}
