package fr.allomairies.channels.messaging;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Our account at a provider, with the secrets that its API and its webhook need.
///
/// @param id of the number or page that citizens write to
/// @param verifyToken by which the provider proves, once, that it is to call our webhook
/// @param appSecret what the provider signs its calls with
/// @param token what we sign in with
/// @param api address of the API, with its version
/// @param mediaHosts whence files may be fetched: these hosts, what is below them, and the API's
record Account(String id, String verifyToken, String appSecret, String token, URI api, List<String> mediaHosts) {

    private static final int SHORTEST = 16;

    Account {
        mediaHosts = List.copyOf(mediaHosts);
    }

    /// @param prefix of the settings, for whoever has set half of them
    static Account of(
            String prefix,
            String id,
            String verifyToken,
            String appSecret,
            String token,
            URI api,
            List<String> mediaHosts) {
        var account = new Account(id, verifyToken, appSecret, token, api, mediaHosts);
        if (!account.isSetUp() && account.given().anyMatch(value -> !value.isBlank())) {
            throw new IllegalArgumentException(prefix + " needs its id, verify-token, app-secret and token, or none");
        }
        if (account.isSetUp() && (verifyToken.length() < SHORTEST || appSecret.length() < SHORTEST)) {
            throw new IllegalArgumentException(
                    prefix + ".verify-token and .app-secret have " + SHORTEST + " characters or more");
        }
        if (api.getHost() == null) {
            throw new IllegalArgumentException(prefix + ".api is no address");
        }
        return account;
    }

    boolean isSetUp() {
        return given().noneMatch(String::isBlank);
    }

    private Stream<String> given() {
        return Stream.of(id, verifyToken, appSecret, token);
    }

    URI api(String path) {
        return URI.create(api.toString().replaceAll("/$", "") + "/" + path);
    }

    /// Our token goes nowhere else, and nobody makes us look into our own network.
    boolean mayFetch(URI file) {
        var host = Objects.requireNonNullElse(file.getHost(), "");
        return isOfApi(file)
                || ("https".equals(file.getScheme())
                        && mediaHosts.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known)));
    }

    private boolean isOfApi(URI file) {
        return Objects.equals(api.getScheme(), file.getScheme())
                && Objects.equals(api.getHost(), file.getHost())
                && api.getPort() == file.getPort();
    }

    @Override
    public String toString() {
        return "account " + id;
    }
}
