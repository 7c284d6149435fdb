package io.equiveil.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// A form with files (`multipart/form-data`), read as it arrives: nothing of it is ever put on disk by the server.
///
/// A handler that takes files declares a parameter of this type and reads the parts in the order in which they were
/// sent; the servlet's own handling of such forms, which spools, is off.
///
///     while (form.nextFile().orElse(null) instanceof FilePart file) { … file.content() … }
///
/// Put text fields before file fields: [#field] knows those that came before the file that is being read.
///
/// A page's form carries its token against forged forms in its body, where the filter that looks for it cannot see it.
/// So the filter lets such a form pass to handlers with a `StreamedForm` (and to no others), and the first file is
/// not given out before the token has come and is right.
///
/// Bounds: 64 fields of 64 KiB, 64 files, part headers of 8 KiB. Everything that is not exactly the format is
/// [Malformed].
///
/// Source: RFC 7578; RFC 2046 section 5.1; file names as browsers write them (WHATWG HTML, multipart encoding).
public final class StreamedForm {

    private static final int MOST_FIELDS = 64;
    private static final int MOST_FILES = 64;
    private static final int LONGEST_FIELD = 64 * 1024;
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final int LONGEST_FILE_NAME = 255;

    private static final String TYPE = "multipart/form-data";
    private static final String TOKEN_IS_DUE = StreamedForm.class.getName() + ".tokenIsDue";
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?i)multipart/form-data;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*(?:;.*)?");
    private static final Pattern BOUNDARY_LETTERS =
            Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");
    private static final Pattern DISPOSITION =
            Pattern.compile("(?i)form-data((?:\\s*;\\s*[a-z*]{1,20}=(?:\"[^\"]*\"|[^\\s;\"]+))+)\\s*");
    private static final Pattern PARAMETER = Pattern.compile("(?i);\\s*([a-z*]{1,20})=(?:\"([^\"]*)\"|([^\\s;\"]+))");

    private final PartReader parts;
    private final HttpServletRequest request;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private @Nullable FilePart current;
    private int countOfFields;
    private int countOfFiles;
    private boolean finished;
    private boolean tokenIsDue;

    private StreamedForm(HttpServletRequest request, String boundary, InputStream body) {
        this.request = request;
        this.parts = new PartReader(body, boundary);
        this.tokenIsDue = request.getAttribute(TOKEN_IS_DUE) != null;
    }

    /// Begins to read the form that a request carries.
    ///
    /// @throws Malformed if the request does not say that it is such a form, and how its parts are divided
    public static StreamedForm of(HttpServletRequest request) throws IOException {
        return new StreamedForm(request, boundaryIn(request.getContentType()), BodyLimit.unbounded(request));
    }

    /// Matches forms that show their token themselves; for the filter against forged forms.
    public static RequestMatcher showsItsOwnToken() {
        return request -> {
            boolean sent = isSent(request) && request.getParameter("_csrf") == null;
            if (sent) {
                request.setAttribute(TOKEN_IS_DUE, true);
            }
            return sent;
        };
    }

    static boolean isSent(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, TYPE, 0, TYPE.length());
    }

    /// Whether the filter left it to us to look at the token.
    static boolean leftToUs(HttpServletRequest request) {
        return request.getAttribute(TOKEN_IS_DUE) != null;
    }

    /// A file on its way.
    ///
    /// @param field    name of the form's field
    /// @param fileName as sent, without folders; empty if nothing was chosen. Never put it into a log or a path
    /// @param content  its bytes; ends where the file ends, and is of no use once the next file is asked for
    public record FilePart(String field, String fileName, InputStream content) {}

    /// The next file; what is left of the one before is passed over. File fields in which nothing was chosen are left
    /// out.
    ///
    /// @throws Malformed    if the form is not what it should be, or ends too early
    /// @throws TokenMissing if the token against forged forms did not come before the file, or is wrong
    public Optional<FilePart> nextFile() throws IOException {
        while (!finished) {
            Optional<Headers> headers = parts.nextPart();
            if (headers.isEmpty()) {
                finished = true;
                break;
            }
            Headers part = headers.get();
            if (part.fileName() == null) {
                keep(part.name(), parts.text(LONGEST_FIELD));
                continue;
            }
            if (tokenIsDue) {
                requireToken();
            }
            if (++countOfFiles > MOST_FILES) {
                throw new Malformed("too many files");
            }
            InputStream content = parts.content();
            if (part.fileName().isEmpty() && parts.isAtItsEnd()) {
                continue;
            }
            current = new FilePart(part.name(), part.fileName(), content);
            return Optional.of(current);
        }
        if (tokenIsDue) {
            requireToken();
        }
        return Optional.empty();
    }

    /// The value of a field that came so far; the first if there are several.
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).map(List::getFirst);
    }

    /// All values of a field that came so far.
    public List<String> fields(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    /// Passes over what is left of the form, so that a browser that is still sending gets to read the answer.
    ///
    /// @param most give up after so many bytes; the connection is then cut off by the server
    public void passOver(long most) throws IOException {
        parts.passOver(most);
    }

    private void keep(String name, String value) throws Malformed {
        if (++countOfFields > MOST_FIELDS) {
            throw new Malformed("too many fields");
        }
        fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    private void requireToken() throws TokenMissing {
        if (!(request.getAttribute(DeferredCsrfToken.class.getName()) instanceof DeferredCsrfToken deferred)) {
            throw new TokenMissing();
        }
        CsrfToken token = deferred.get();
        String sent = field(token.getParameterName()).orElse("");
        HttpServletRequest asParameter = new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable String getHeader(String name) {
                return null;
            }

            @Override
            public @Nullable String getParameter(String name) {
                return name.equals(token.getParameterName()) ? sent : null;
            }
        };
        String shown = new XorCsrfTokenRequestAttributeHandler().resolveCsrfTokenValue(asParameter, token);
        if (shown == null
                || !MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8), token.getToken().getBytes(StandardCharsets.UTF_8))) {
            throw new TokenMissing();
        }
        tokenIsDue = false;
    }

    private static String boundaryIn(@Nullable String contentType) throws Malformed {
        Matcher matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!matcher.matches()) {
            throw new Malformed("no boundary");
        }
        String boundary = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        if (!BOUNDARY_LETTERS.matcher(boundary).matches()) {
            throw new Malformed("not a boundary");
        }
        return boundary;
    }

    /// The form is not what such a form looks like. Says nothing of its content.
    @org.springframework.web.bind.annotation.ResponseStatus(org.springframework.http.HttpStatus.BAD_REQUEST)
    public static final class Malformed extends IOException {
        Malformed(String what) {
            super("multipart form: " + what);
        }
    }

    /// The token against forged forms is missing or wrong.
    @org.springframework.web.bind.annotation.ResponseStatus(org.springframework.http.HttpStatus.FORBIDDEN)
    public static final class TokenMissing extends IOException {
        TokenMissing() {
            super("a form without its token");
        }
    }

    /// What stands above the content of a part.
    ///
    /// @param fileName null for a part that is no file
    private record Headers(String name, @Nullable String fileName) {

        static Headers read(List<String> lines) throws Malformed {
            String name = null;
            String fileName = null;
            boolean seen = false;
            for (String line : lines) {
                int colon = line.indexOf(':');
                if (colon < 1) {
                    throw new Malformed("a header without a name");
                }
                String header = line.substring(0, colon);
                String value = line.substring(colon + 1).strip();
                if (header.equalsIgnoreCase("Content-Transfer-Encoding") && !value.matches("(?i)binary|8bit|7bit")) {
                    throw new Malformed("an encoded part");
                }
                if (!header.equalsIgnoreCase("Content-Disposition")) {
                    continue;
                }
                Matcher disposition = DISPOSITION.matcher(value);
                if (seen || !disposition.matches()) {
                    throw new Malformed("a part without a disposition");
                }
                seen = true;
                Matcher parameter = PARAMETER.matcher(disposition.group(1));
                while (parameter.find()) {
                    String text = parameter.group(2) != null ? parameter.group(2) : parameter.group(3);
                    if (parameter.group(1).equalsIgnoreCase("name") && name == null) {
                        name = unescaped(text);
                    } else if (parameter.group(1).equalsIgnoreCase("filename") && fileName == null) {
                        fileName = baseName(unescaped(text));
                    } else {
                        throw new Malformed("a strange or repeated parameter");
                    }
                }
            }
            if (name == null || name.isEmpty() || name.length() > 100) {
                throw new Malformed("a part without a name");
            }
            return new Headers(name, fileName);
        }

        private static String unescaped(String text) {
            return text.replace("%22", "\"").replace("%0D", "").replace("%0A", "");
        }

        private static String baseName(String path) {
            String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
            String clean = name.codePoints()
                    .filter(letter -> !Character.isISOControl(letter) && Character.getType(letter) != Character.FORMAT)
                    .limit(LONGEST_FILE_NAME)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            return clean.strip();
        }
    }

    /// Divides the body at its boundary. Holds one buffer and nothing else.
    private static final class PartReader {

        private final InputStream body;
        private final byte[] delimiter;
        private final byte[] buffer = new byte[64 * 1024];
        private int from;
        private int to;
        private boolean ended;
        private boolean begun;
        private boolean last;
        private int part;

        PartReader(InputStream body, String boundary) {
            this.body = body;
            this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
            // So that the first boundary, which stands at the very beginning, looks like every other one.
            buffer[0] = '\r';
            buffer[1] = '\n';
            this.to = 2;
        }

        Optional<Headers> nextPart() throws IOException {
            if (last) {
                return Optional.empty();
            }
            part++;
            if (begun) {
                skipToDelimiter();
            } else {
                begun = true;
                if (available(delimiter.length) < delimiter.length || found() != from) {
                    throw new Malformed("something before the first part");
                }
            }
            from += delimiter.length;
            if (available(2) < 2) {
                throw new Malformed("ends early");
            }
            if (buffer[from] == '-' && buffer[from + 1] == '-') {
                last = true;
                return Optional.empty();
            }
            if (buffer[from] != '\r' || buffer[from + 1] != '\n') {
                throw new Malformed("a boundary inside a line");
            }
            from += 2;
            return Optional.of(Headers.read(headerLines()));
        }

        private List<String> headerLines() throws IOException {
            List<String> lines = new ArrayList<>();
            int left = LONGEST_HEADERS;
            while (true) {
                int end = lineEnd(left);
                String line = new String(buffer, from, end - from, StandardCharsets.UTF_8);
                left -= end - from + 2;
                from = end + 2;
                if (line.isEmpty()) {
                    return lines;
                }
                lines.add(line);
            }
        }

        private int lineEnd(int most) throws IOException {
            for (int length = 0; length <= most; length++) {
                if (available(length + 2) < length + 2) {
                    throw new Malformed("ends early");
                }
                if (buffer[from + length] == '\r' && buffer[from + length + 1] == '\n') {
                    return from + length;
                }
            }
            throw new Malformed("headers too long");
        }

        String text(int most) throws IOException {
            InputStream content = content();
            byte[] bytes = content.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Malformed("a field too long");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /// Whether nothing is left of the present part.
        boolean isAtItsEnd() throws IOException {
            return available(delimiter.length) >= delimiter.length && found() == from;
        }

        InputStream content() {
            int mine = part;
            return new InputStream() {
                private boolean over;
                private int known;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (length == 0) {
                        return 0;
                    }
                    if (over || part != mine || last) {
                        return -1;
                    }
                    if (known == 0) {
                        known = readable();
                        over = known == 0;
                    }
                    if (over) {
                        return -1;
                    }
                    int given = Math.min(known, length);
                    System.arraycopy(buffer, from, target, offset, given);
                    from += given;
                    known -= given;
                    return given;
                }
            };
        }

        /// How many bytes at `from` are certainly content; 0 at the end of the part.
        private int readable() throws IOException {
            available(delimiter.length);
            int at = found();
            if (at >= 0) {
                return at - from;
            }
            int safe = to - from - delimiter.length + 1;
            if (safe <= 0) {
                throw new Malformed("ends early");
            }
            return safe;
        }

        private void skipToDelimiter() throws IOException {
            int count = readable();
            while (count > 0) {
                from += count;
                count = readable();
            }
        }

        void passOver(long most) throws IOException {
            long left = most;
            from = to;
            while (left > 0 && !ended) {
                int count = body.read(buffer, 0, buffer.length);
                ended = count < 0;
                left -= Math.max(0, count);
            }
            last = true;
        }

        /// Where the delimiter begins in the buffer, or -1.
        private int found() {
            outer:
            for (int at = from; at + delimiter.length <= to; at++) {
                for (int i = 0; i < delimiter.length; i++) {
                    if (buffer[at + i] != delimiter[i]) {
                        continue outer;
                    }
                }
                return at;
            }
            return -1;
        }

        /// Sees to it that so many bytes stand in the buffer, if there are so many.
        private int available(int wanted) throws IOException {
            while (to - from < wanted && !ended) {
                if (from > 0) {
                    System.arraycopy(buffer, from, buffer, 0, to - from);
                    to -= from;
                    from = 0;
                }
                int count = body.read(buffer, to, buffer.length - to);
                if (count < 0) {
                    ended = true;
                } else {
                    to += count;
                }
            }
            return to - from;
        }
    }
}
