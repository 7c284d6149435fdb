package io.equiveil.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.engine.TlsDoor;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StrictTransportTests {

    @ParameterizedTest
    @EnumSource(TlsDoor.Origin.class)
    void isSaidWithACertificateOfTheFirmsOwnOnly(TlsDoor.Origin origin) {
        String said = said(new Door(origin), true);

        if (origin == TlsDoor.Origin.LOCAL_AUTHORITY) {
            assertThat(said).isNull();
        } else {
            assertThat(said).isEqualTo("max-age=31536000");
        }
    }

    @Test
    void isNotSaidInTheClear() {
        assertThat(said(null, false)).isNull();
        assertThat(said(new Door(TlsDoor.Origin.UPLOADED), false)).isNull();
    }

    private static @Nullable String said(@Nullable TlsDoor door, boolean encrypted) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSecure(encrypted);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new StrictTransport(() -> door).writeHeaders(request, response);
        return response.getHeader(StrictTransport.HEADER);
    }

    private record Door(Origin origin) implements TlsDoor {
        @Override
        public SSLContext context() {
            throw new IllegalStateException("no other door is opened here");
        }

        @Override
        public void serve(KeyStore store, String password, Origin from) {
            throw new IllegalStateException("nothing is served here");
        }
    }
}
