package io.equiveil.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.frame.StreamedForm.FilePart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/// Forms with files, as browsers send them and as nobody should.
class StreamedFormTests {

    private static final String B = "----WebKitFormBoundaryA1";

    @Test
    void givesFieldsAndFilesInTheOrderInWhichTheyWereSent() throws IOException {
        StreamedForm form =
                form(body(field("title", "合同，第一版"), file("files", "甲.pdf", "one"), file("files", "b.pdf", "two")));

        FilePart first = form.nextFile().orElseThrow();
        assertThat(form.field("title")).contains("合同，第一版");
        assertThat(first.fileName()).isEqualTo("甲.pdf");
        assertThat(text(first)).isEqualTo("one");
        assertThat(text(form.nextFile().orElseThrow())).isEqualTo("two");
        assertThat(form.nextFile()).isEmpty();
        assertThat(form.nextFile()).isEmpty();
    }

    @Test
    void passesOverAFileThatNobodyRead() throws IOException {
        StreamedForm form =
                form(body(file("a", "a", "x".repeat(300_000)), file("b", "b", "rest"), field("after", "1")));

        FilePart unread = form.nextFile().orElseThrow();
        assertThat(text(form.nextFile().orElseThrow())).isEqualTo("rest");
        assertThat(unread.content().read()).isEqualTo(-1);
        assertThat(form.nextFile()).isEmpty();
        assertThat(form.field("after")).contains("1");
    }

    @Test
    void leavesOutAFieldInWhichNothingWasChosen() throws IOException {
        assertThat(form(body(file("files", "", ""))).nextFile()).isEmpty();
    }

    @Test
    void keepsEveryByteWhereverTheBufferEnds() throws IOException {
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 2, 65_520, 65_535, 65_536, 65_537, 131_072, 200_001}) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            // Beginnings of boundaries that lead nowhere.
            byte[] almost = ("\r\n--" + B.substring(0, B.length() - 1) + "x").getBytes(StandardCharsets.US_ASCII);
            for (int at = 0; at + almost.length < size; at += 1_003) {
                System.arraycopy(almost, 0, content, at, almost.length);
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(head("files", "x.bin"));
            body.write(content);
            body.write(("\r\n--" + B + "--\r\n").getBytes(StandardCharsets.US_ASCII));

            StreamedForm form = form(new Dribble(body.toByteArray(), random), B);

            assertThat(Arrays.equals(form.nextFile().orElseThrow().content().readAllBytes(), content))
                    .as("%s bytes", size)
                    .isTrue();
            assertThat(form.nextFile()).isEmpty();
        }
    }

    @Test
    void takesFoldersAndInvisibleLettersOutOfFileNames() throws IOException {
        assertThat(form(body(file("f", "C:\\secret\\合同.pdf", "x")))
                        .nextFile()
                        .orElseThrow()
                        .fileName())
                .isEqualTo("合同.pdf");
        assertThat(form(body(file("f", "../../etc/passwd", "x")))
                        .nextFile()
                        .orElseThrow()
                        .fileName())
                .isEqualTo("passwd");
        assertThat(form(body(file("f", "fdp.\u202Eexe", "x")))
                        .nextFile()
                        .orElseThrow()
                        .fileName())
                .isEqualTo("fdp.exe");
        assertThat(form(body(file("f", "a".repeat(3_000), "x")))
                        .nextFile()
                        .orElseThrow()
                        .fileName())
                .hasSize(255);
    }

    static List<String> hostile() {
        String good = "Content-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n";
        List<String> bodies = new ArrayList<>();
        bodies.add("");
        bodies.add("--" + B);
        bodies.add("--" + B + "\r\n");
        bodies.add("junk\r\n--" + B + "\r\n" + good + "\r\nx\r\n--" + B + "--");
        bodies.add("\r\n--" + B + "\r\n" + good + "\r\nx\r\n--" + B + "--");
        bodies.add("--" + B + "\r\n" + good + "\r\nnever ends");
        bodies.add("--" + B + "\r\n" + good + "\r\nx\r\n--" + B);
        bodies.add("--" + B + "\r\n" + good + "\r\nx\r\n--" + B + "x--");
        bodies.add("--" + B + "\r\n\r\nno disposition\r\n--" + B + "--");
        bodies.add(
                "--" + B + "\r\nContent-Disposition: attachment; name=\"f\"; filename=\"a\"\r\n\r\nx\r\n--" + B + "--");
        bodies.add("--" + B + "\r\n" + good + good + "\r\nx\r\n--" + B + "--");
        bodies.add("--" + B + "\r\nContent-Disposition: form-data; name=\"f\"; name=\"g\"\r\n\r\nx\r\n--" + B + "--");
        bodies.add("--" + B + "\r\nContent-Disposition: form-data; name=\"f\"; filename*=UTF-8''a\r\n\r\nx\r\n--" + B
                + "--");
        bodies.add("--" + B + "\r\n: nothing\r\n\r\nx\r\n--" + B + "--");
        bodies.add("--" + B + "\r\n" + good + "Content-Transfer-Encoding: base64\r\n\r\neA==\r\n--" + B + "--");
        bodies.add("--" + B + "\r\n" + "X: " + "y".repeat(20_000) + "\r\n" + good + "\r\nx\r\n--" + B + "--");
        bodies.add("--" + B + "\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n" + "x".repeat(70_000) + "\r\n--"
                + B + "--");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 70; i++) {
            many.append("--" + B + "\r\nContent-Disposition: form-data; name=\"f" + i + "\"\r\n\r\nx\r\n");
        }
        bodies.add(many + "--" + B + "--");
        bodies.add(many.toString().replace("\"\r\n\r\nx", "\"; filename=\"a\"\r\n\r\nx") + "--" + B + "--");
        return bodies;
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("hostile")
    void refusesWhatIsNotExactlySuchAForm(String body) {
        assertThatThrownBy(() -> {
                    StreamedForm form = form(body);
                    while (form.nextFile().orElse(null) instanceof FilePart file) {
                        file.content().transferTo(java.io.OutputStream.nullOutputStream());
                    }
                })
                .isInstanceOf(StreamedForm.Malformed.class)
                .hasMessageNotContaining("never ends");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"a\r\nb\"",
                "multipart/mixed; boundary=abc",
                "multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x",
                "text/plain"
            })
    void refusesARequestThatDoesNotSayHowItIsDivided(String type) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/x");
        request.setContentType(type);

        assertThatThrownBy(() -> StreamedForm.of(request)).isInstanceOf(StreamedForm.Malformed.class);
    }

    @Test
    void givesOutNoFileBeforeTheTokenHasCome() throws IOException {
        CsrfToken token = new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "0d6ab2a6-9d61-4a8e-b6f7-29cf0e4d2c6c");

        assertThatThrownBy(() -> withToken(token, file("f", "a", "x")).nextFile())
                .isInstanceOf(StreamedForm.TokenMissing.class);
        assertThatThrownBy(() -> withToken(token, field("_csrf", "wrong"), file("f", "a", "x"))
                        .nextFile())
                .isInstanceOf(StreamedForm.TokenMissing.class);
        assertThatThrownBy(() -> withToken(token, field("_csrf", "wrong")).nextFile())
                .isInstanceOf(StreamedForm.TokenMissing.class);
        assertThatThrownBy(() -> withToken(token, file("f", "a", "x"), field("_csrf", masked(token)))
                        .nextFile())
                .isInstanceOf(StreamedForm.TokenMissing.class);
        assertThat(withToken(token, field("_csrf", masked(token)), file("f", "a", "x"))
                        .nextFile())
                .isPresent();
    }

    private static String masked(CsrfToken token) {
        MockHttpServletRequest page = new MockHttpServletRequest();
        new XorCsrfTokenRequestAttributeHandler()
                .handle(page, new org.springframework.mock.web.MockHttpServletResponse(), () -> token);
        return ((CsrfToken) java.util.Objects.requireNonNull(page.getAttribute(CsrfToken.class.getName()))).getToken();
    }

    private static StreamedForm withToken(CsrfToken token, byte[]... parts) throws IOException {
        MockHttpServletRequest request = request(new ByteArrayInputStream(body(parts)), B);
        request.setAttribute(DeferredCsrfToken.class.getName(), new DeferredCsrfToken() {
            @Override
            public CsrfToken get() {
                return token;
            }

            @Override
            public boolean isGenerated() {
                return false;
            }
        });
        assertThat(StreamedForm.showsItsOwnToken().matches(request)).isTrue();
        return StreamedForm.of(request);
    }

    private static String text(FilePart file) throws IOException {
        return new String(file.content().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] field(String name, String value) {
        return ("--" + B + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] head(String name, String fileName) {
        return ("--" + B + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(String name, String fileName, String content) {
        byte[] head = head(name, fileName);
        byte[] tail = (content + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    private static byte[] body(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        all.writeBytes(("--" + B + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    private static StreamedForm form(String body) throws IOException {
        return form(body.getBytes(StandardCharsets.UTF_8));
    }

    private static StreamedForm form(byte[] body) throws IOException {
        return form(new ByteArrayInputStream(body), B);
    }

    private static StreamedForm form(InputStream body, String boundary) throws IOException {
        return StreamedForm.of(request(body, boundary));
    }

    private static MockHttpServletRequest request(InputStream body, String boundary) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/x") {
            @Override
            public jakarta.servlet.ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(body);
            }
        };
        request.setContentType("multipart/form-data; boundary=" + boundary);
        return request;
    }

    /// Gives out a few bytes at a time, as networks do.
    private static final class Dribble extends ByteArrayInputStream {
        private final Random random;

        Dribble(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(9_000)));
        }
    }
}
