package fr.allomairies.channels.web;

import fr.allomairies.channels.ChannelDoor;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.content.Photos;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.FollowUps;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    @Override
    public boolean notFixed(
            TicketId ticket,
            String trackingToken,
            String text,
            byte @Nullable [] photo,
            boolean disputes,
            String language,
            String key) {
        try {
            var drawn = photo == null ? null : Photos.redrawn(photo);
            var said = new NotFixed(text, drawn == null ? null : drawn.type(), drawn == null ? null : drawn.content());
            door.arrive(WebAdapter.WEB, said.raw(ticket + ":" + key, trackingToken, disputes, language));
            return true;
        } catch (Photos.Unreadable e) {
            return false;
        }
    }
}
