package io.equiveil.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// An office file that is a ZIP (docx, xlsx, pptx, odt, ods, odp), looked at before any program of others sees it.
///
/// Unpacks every part once, into nothing, and stops where it becomes too much. Reads the list at the end of the ZIP, as
/// LibreOffice does; what stands before the first part or after the last byte of that list is another file glued on.
final class OfficePackage {

    private static final int MOST_PARTS = 5_000;
    private static final long MOST_UNPACKED_PER_PART = 128L << 20;
    private static final long MOST_UNPACKED = 384L << 20;
    private static final int LONGEST_SMALL_PART = 4 << 20;
    private static final Pattern RELATION = Pattern.compile("<(?:\\w+:)?Relationship\\b[^>]{0,4000}>");
    private static final Pattern ODF_LINK =
            Pattern.compile("xlink:href=\"(?:https?|ftp|file|smb):", Pattern.CASE_INSENSITIVE);

    private final byte[] content;
    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> parts = new LinkedHashMap<>();
    private long unpacked;

    private OfficePackage(byte[] content, ZipFile zip) {
        this.content = content;
        this.zip = zip;
    }

    /// @throws FileRefused if it is none of the formats, or one that is not taken in, with the reason
    static OfficeFile look(byte[] content) throws FileRefused {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .get()) {
            return new OfficePackage(content, zip).look();
        } catch (IOException | RuntimeException e) {
            throw new FileRefused(FileRefusal.DAMAGED);
        }
    }

    private OfficeFile look() throws IOException, FileRefused {
        for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
            if (parts.size() == MOST_PARTS) {
                throw new FileRefused(FileRefusal.EXPLODES);
            }
            if (parts.putIfAbsent(part.getName(), part) != null) {
                // Two parts of one name: which one counts depends on who reads.
                throw new FileRefused(FileRefusal.DISGUISED);
            }
        }
        OfficeFormat format = format().orElseThrow(() -> new FileRefused(FileRefusal.NOT_SUPPORTED));
        requireItsOwnEnd();
        requireOpen();
        unpackOnce();
        if (hasMacros()) {
            throw new FileRefused(FileRefusal.MACROS);
        }
        return new OfficeFile(format, pointsElsewhere());
    }

    private Optional<OfficeFormat> format() throws IOException {
        if (parts.containsKey("mimetype")) {
            String type = text("mimetype").strip();
            return Stream.of(OfficeFormat.ODT, OfficeFormat.ODS, OfficeFormat.ODP)
                    .filter(each -> each.mark().equals(type))
                    .findFirst();
        }
        return Stream.of(OfficeFormat.DOCX, OfficeFormat.XLSX, OfficeFormat.PPTX)
                .filter(each -> parts.containsKey("[Content_Types].xml") && parts.containsKey(each.mark()))
                .findFirst();
    }

    /// The list of parts ends with 22 bytes and a comment of the length that they say (APPNOTE 4.3.16).
    private void requireItsOwnEnd() throws FileRefused {
        for (int at = content.length - 22; at >= Math.max(0, content.length - 22 - 0xffff); at--) {
            if (content[at] == 'P' && content[at + 1] == 'K' && content[at + 2] == 5 && content[at + 3] == 6) {
                int comment = (content[at + 20] & 0xff) | (content[at + 21] & 0xff) << 8;
                if (at + 22 + comment == content.length) {
                    return;
                }
            }
        }
        throw new FileRefused(FileRefusal.DISGUISED);
    }

    private void requireOpen() throws IOException, FileRefused {
        boolean locked = parts.values().stream()
                        .anyMatch(part -> part.getGeneralPurposeBit().usesEncryption())
                || parts.containsKey("META-INF/manifest.xml")
                        && text("META-INF/manifest.xml").contains("encryption-data");
        if (locked) {
            throw new FileRefused(FileRefusal.ENCRYPTED);
        }
    }

    private void unpackOnce() throws IOException, FileRefused {
        byte[] nothing = new byte[64 * 1024];
        for (ZipArchiveEntry part : parts.values()) {
            byte[] head = new byte[0];
            long length = 0;
            try (InputStream stream = open(part)) {
                head = stream.readNBytes(nothing.length);
                length = head.length;
                int count = head.length;
                while (count >= 0 && length <= MOST_UNPACKED_PER_PART) {
                    count = stream.read(nothing);
                    length += Math.max(0, count);
                }
            }
            unpacked += length;
            if (length > MOST_UNPACKED_PER_PART || unpacked > MOST_UNPACKED) {
                throw new FileRefused(FileRefusal.EXPLODES);
            }
            if (Pictures.pixelsIn(head) > Pictures.MOST_PIXELS) {
                throw new FileRefused(FileRefusal.PICTURE_TOO_LARGE);
            }
        }
    }

    private boolean hasMacros() throws IOException {
        return parts.keySet().stream()
                        .anyMatch(name -> name.endsWith("vbaProject.bin")
                                || name.startsWith("xl/macrosheets/")
                                || name.startsWith("Basic/")
                                || name.startsWith("Scripts/") && !name.endsWith("/"))
                || parts.containsKey("[Content_Types].xml")
                        && text("[Content_Types].xml").contains("macroEnabled");
    }

    /// Whether it wants to fetch something (a template, a picture, figures of another workbook) when it is
    /// opened. Links for readers to click on do not count.
    private boolean pointsElsewhere() throws IOException {
        for (String name : parts.keySet()) {
            if (name.startsWith("xl/externalLinks/")) {
                return true;
            }
            if (name.endsWith(".rels")) {
                Matcher relation = RELATION.matcher(text(name));
                while (relation.find()) {
                    String words = relation.group();
                    if (words.contains("\"External\"") && !words.contains("/hyperlink\"")) {
                        return true;
                    }
                }
            }
            if (name.equals("content.xml") && linksIn(text(name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean linksIn(String odf) {
        Matcher link = ODF_LINK.matcher(odf);
        while (link.find()) {
            int tag = odf.lastIndexOf('<', link.start());
            if (tag < 0 || !odf.startsWith("<text:a", tag)) {
                return true;
            }
        }
        return false;
    }

    /// The beginning of a part, as text.
    private String text(String name) throws IOException {
        try (InputStream stream = open(parts.get(name))) {
            return new String(stream.readNBytes(LONGEST_SMALL_PART), StandardCharsets.UTF_8);
        }
    }

    private InputStream open(@org.jspecify.annotations.Nullable ZipArchiveEntry part) throws IOException {
        if (part == null || !zip.canReadEntryData(part)) {
            throw new ZipException("a part that cannot be read");
        }
        return zip.getInputStream(part);
    }
}
