package fr.allomairies.ticketing;

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
}
