package fr.allomairies.channels.web;

import fr.allomairies.channels.ChannelDoor;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.FollowUps;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class WebDoor implements FollowUps {

    private final ChannelDoor door;

    WebDoor(ChannelDoor door) {
        this.door = door;
    }

    @Override
    public void write(TicketId ticket, String trackingToken, String text, String language, String key) {
        var headers = Map.of(WebAdapter.TOKEN, trackingToken, WebAdapter.LANGUAGE, language);
        door.arrive(WebAdapter.WEB, new RawMessage(ticket + ":" + key, headers, text.getBytes(StandardCharsets.UTF_8)));
    }
}
