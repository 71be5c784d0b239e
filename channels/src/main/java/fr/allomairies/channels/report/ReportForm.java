package fr.allomairies.channels.report;

import fr.allomairies.channels.content.Language;
import fr.allomairies.channels.content.Photos;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.channels.report.Report.Photo;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.TicketKind;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/// Reads the form of a new report; whatever is wrong is named.
@Component
class ReportForm {

    static final String OUTSIDE = "lat and long lie outside the Métropole Nice Côte d'Azur";

    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_LINE = 250;
    private static final int LONGEST_NAME = 100;

    private final Catalogue catalogue;
    private final ReportSettings settings;
    private final Answers answers;
    private final Territory territory = Territory.ofTheMetropolis();

    ReportForm(Catalogue catalogue, ReportSettings settings, Answers answers) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.answers = answers;
    }

    Report read(Map<String, String> form, List<MultipartFile> media, Origin origin) throws Fault {
        var category = category(form);
        var description = text(form, "description", LONGEST_TEXT).orElse("");
        var latitude = degrees(form, "lat", 90);
        var longitude = degrees(form, "long", 180);
        var byId = text(form, "address_id", LONGEST_LINE);
        var address = text(form, "address_string", LONGEST_LINE).or(() -> byId);
        checkPlace(category, latitude, longitude, address);
        var language = Optional.ofNullable(origin.language()).orElseGet(() -> Language.of(description));
        return new Report(
                category.code().value(),
                latitude,
                longitude,
                address.orElse(null),
                description,
                email(form),
                name(form),
                phone(form),
                url(form),
                photos(media),
                language,
                answers.read(category.code(), form, language, origin.asksAll()),
                origin.joins(),
                origin.name());
    }

    private Category category(Map<String, String> form) throws Fault {
        var code = value(form, "service_code").orElseThrow(() -> Fault.badRequest("service_code was not provided"));
        return catalogue.categories().stream()
                .filter(category -> category.code().value().equals(code))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("service_code is not one of ours; see services"));
    }

    void checkTerritory(double latitude, double longitude) throws Fault {
        if (!territory.contains(latitude, longitude)) {
            throw Fault.badRequest(OUTSIDE);
        }
    }

    /// An idea and a word of thanks are of no place.
    private static boolean needsPlace(Category category) {
        return category.kind() != TicketKind.SUGGESTION && category.kind() != TicketKind.CONGRATULATION;
    }

    private void checkPlace(
            Category category, @Nullable Double latitude, @Nullable Double longitude, Optional<String> address)
            throws Fault {
        if ((latitude == null) != (longitude == null)) {
            throw Fault.badRequest("lat and long come together");
        }
        if (latitude == null && address.isEmpty() && needsPlace(category)) {
            throw Fault.badRequest("a place is needed: lat and long, address_string, or address_id");
        }
        if (latitude != null && longitude != null) {
            checkTerritory(latitude, longitude);
        }
    }

    private static @Nullable Double degrees(Map<String, String> form, String name, int most) throws Fault {
        var written = value(form, name);
        if (written.isEmpty()) {
            return null;
        }
        try {
            var degrees = Double.parseDouble(written.get());
            if (Math.abs(degrees) <= most) {
                return degrees;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw Fault.badRequest(name + " is not a number of degrees from -" + most + " to " + most);
    }

    private static @Nullable String email(Map<String, String> form) throws Fault {
        try {
            return value(form, "email")
                    .map(EmailAddress::new)
                    .map(EmailAddress::value)
                    .orElse(null);
        } catch (IllegalArgumentException _) {
            throw Fault.badRequest("email is not an e-mail address");
        }
    }

    private static @Nullable String name(Map<String, String> form) throws Fault {
        var name = Stream.of(text(form, "first_name", LONGEST_NAME), text(form, "last_name", LONGEST_NAME))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : PlainText.line(name, LONGEST_LINE);
    }

    /// French national notation or any with the country's code.
    private static @Nullable String phone(Map<String, String> form) throws Fault {
        var written = value(form, "phone").map(number -> number.replaceAll("[\\s.()/-]", ""));
        try {
            return written.map(number -> number.replaceFirst("^00", "+").replaceFirst("^0", "+33"))
                    .map(PhoneNumber::new)
                    .map(PhoneNumber::e164)
                    .orElse(null);
        } catch (IllegalArgumentException _) {
            throw Fault.badRequest("phone is not a telephone number");
        }
    }

    private static @Nullable String url(Map<String, String> form) throws Fault {
        var url = value(form, "media_url");
        if (url.isEmpty()) {
            return null;
        }
        try {
            var scheme = new URI(url.get()).getScheme();
            if (url.get().length() <= 2000 && ("https".equals(scheme) || "http".equals(scheme))) {
                return url.get();
            }
        } catch (java.net.URISyntaxException _) {
            // said below
        }
        throw Fault.badRequest("media_url is not an address of the web");
    }

    private List<Photo> photos(List<MultipartFile> media) throws Fault {
        var files = media.stream().filter(file -> !file.isEmpty()).toList();
        if (files.size() > settings.mostPhotos()) {
            throw Fault.badRequest("media: at most " + settings.mostPhotos() + " photos");
        }
        var photos = new ArrayList<Photo>();
        for (var file : files) {
            photos.add(photo(file, "photo-" + (photos.size() + 1)));
        }
        return photos;
    }

    private Photo photo(MultipartFile file, String name) throws Fault {
        if (file.getSize() > settings.largestPhoto().toBytes()) {
            throw Fault.tooLarge("media: " + name + " is larger than "
                    + settings.largestPhoto().toMegabytes() + " MB");
        }
        try {
            var photo = Photos.redrawn(file.getBytes());
            return new Photo(name + photo.ending(), photo.type(), photo.content());
        } catch (Photos.Unreadable e) {
            throw Fault.badRequest("media: " + name + " " + e.getMessage());
        } catch (IOException e) {
            throw Fault.notNow("media: " + name + " cannot be read at this moment");
        }
    }

    private static Optional<String> text(Map<String, String> form, String name, int longest) throws Fault {
        var text = value(form, name);
        if (text.filter(found -> found.length() > longest).isPresent()) {
            throw Fault.badRequest(name + " has more than " + longest + " characters");
        }
        return text.map(found -> PlainText.clean(found, longest));
    }

    private static Optional<String> value(Map<String, String> form, String name) {
        return Optional.ofNullable(form.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
