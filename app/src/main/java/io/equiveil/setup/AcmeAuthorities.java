package io.equiveil.setup;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The certificate authorities to choose from; any other is chosen by its address.
public final class AcmeAuthorities {

    private static final List<Known> ALL = read();

    private AcmeAuthorities() {}

    /// @param wantsKey whether it opens accounts only for those who bring a key of an account that exists
    public record Known(String name, URI directory, boolean wantsKey) {}

    /// Those that are shipped, the proposed one first.
    public static List<Known> all() {
        return ALL;
    }

    private static List<Known> read() {
        try (InputStream file = Objects.requireNonNull(
                AcmeAuthorities.class.getResourceAsStream("/io/equiveil/setup/acme-authorities.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*", -1))
                    .map(cells -> new Known(cells[0], URI.create(cells[1]), cells[2].equals("key")))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("it is shipped", e);
        }
    }
}
