package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.ChannelAdapterContract;
import fr.allomairies.channels.RawMessage;
import java.util.Map;

class ChatAdapterContractTest implements ChannelAdapterContract {

    @Override
    public ChannelAdapter adapter() {
        return new ChatAdapter();
    }

    @Override
    public RawMessage aValidMessage() {
        return new ChatMessage("Jeanne", "jeanne@example.org", null, "fr", null, "Bonjour", null)
                .raw("conversation:message-1", Map.of());
    }
}
