package fr.allomairies.ticketing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where in the territory. Degrees in WGS 84, or an address, or both.
public record Place(
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String address) {

    public Place {
        if ((latitude == null) != (longitude == null)) {
            throw new IllegalArgumentException("latitude and longitude come together");
        }
        if (latitude != null && !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("latitude is -90 to 90 and longitude -180 to 180");
        }
    }

    /// The address of a map on the web. It names the position to whoever runs the map: for a link that a person opens,
    /// never for anything that a page loads by itself.
    public @Nullable String map() {
        return latitude == null
                ? null
                : String.format(
                        Locale.ROOT,
                        "https://www.openstreetmap.org/?mlat=%1$.6f&mlon=%2$.6f#map=18/%1$.6f/%2$.6f",
                        latitude,
                        longitude);
    }
}
