package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackHostsTests {

    private final int port = URI.create(House.open().baseUrl()).getPort();

    @ParameterizedTest(name = "Host: {0} -> {1}")
    @CsvSource(textBlock = """
            localhost:PORT,              200
            LOCALHOST:PORT,              200
            127.0.0.1:PORT,              200
            localhost,                   421
            localhost:1,                 421
            evil.example:PORT,           421
            localhost.evil.example:PORT, 421
            127.0.0.1.nip.example:PORT,  421
            192.168.1.10:PORT,           421
            [::1]:PORT,                  421
            """)
    void answersOnlyToItsOwnName(String host, int status) throws Exception {
        assertThat(ask("Host: " + host.replace("PORT", "" + port) + "\r\n")).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @CsvSource({"''", "'Host: localhost:1\r\nHost: localhost:2\r\n'"})
    void refusesARequestWithNoHostOrTwo(String headers) throws Exception {
        assertThat(ask(headers)).startsWith("HTTP/1.1 400 ");
    }

    private String ask(String headers) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /actuator/health HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
