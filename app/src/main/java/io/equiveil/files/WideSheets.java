package io.equiveil.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Workbooks whose sheets are wider than a page: made to be printed one page wide, lying if there are many
/// columns, so that a line of figures is read on one page and not on three. A sheet for whose print its author
/// cared (a scale, breaks between columns, fitted already) stays as it is. Only what the converter reads is
/// changed, never what is kept.
///
/// Source: ECMA-376 part 1, 18.3.1.63 pageSetup, 18.3.1.65 pageSetUpPr, 18.3.1.82 sheetPr.
final class WideSheets {

    private static final int LONGEST_SHEET = 16 << 20;
    private static final int MOST_UPRIGHT_COLUMNS = 8;
    private static final int MOST_COLUMNS = 60;

    private static final Pattern SHEET = Pattern.compile("xl/worksheets/[^/]+\\.xml");
    private static final Pattern BEGIN = Pattern.compile("<worksheet\\b[^>]{0,4000}>");
    private static final Pattern PROPERTIES = Pattern.compile("<sheetPr\\b[^>]{0,1000}?(/)?>");
    private static final Pattern PAGE_PROPERTIES = Pattern.compile("<pageSetUpPr\\b([^>]{0,200}?)(/?)>");
    private static final Pattern PAGE_SETUP = Pattern.compile("<pageSetup\\b([^>]{0,1000}?)/?>");
    private static final Pattern DIMENSION =
            Pattern.compile("<dimension\\s[^>]{0,200}?ref=\"[A-Z]{1,3}[0-9]+:([A-Z]{1,3})[0-9]+\"");

    private WideSheets() {}

    /// The same workbook, as it is given to the converter; the workbook itself if nothing is to be done.
    static byte[] fitted(byte[] workbook) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(workbook.length + 4096);
        try (ZipFile zip = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                        .get();
                ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                if (SHEET.matcher(part.getName()).matches() && part.getSize() <= LONGEST_SHEET) {
                    String sheet;
                    try (InputStream stream = zip.getInputStream(part)) {
                        sheet = new String(stream.readNBytes(LONGEST_SHEET), StandardCharsets.UTF_8);
                    }
                    out.putArchiveEntry(new ZipArchiveEntry(part.getName()));
                    out.write(fitted(sheet).getBytes(StandardCharsets.UTF_8));
                    out.closeArchiveEntry();
                } else {
                    out.addRawArchiveEntry(part, zip.getRawInputStream(part));
                }
            }
        } catch (IOException | RuntimeException e) {
            // The converter makes of it what it can.
            return workbook;
        }
        return bytes.toByteArray();
    }

    static String fitted(String sheet) {
        Matcher begin = BEGIN.matcher(sheet);
        Matcher setup = PAGE_SETUP.matcher(sheet);
        boolean hasSetup = setup.find();
        int columns = columns(sheet);
        boolean leave = !begin.find()
                || columns > MOST_COLUMNS
                || sheet.contains("fitToPage=\"1\"")
                || sheet.contains("fitToPage=\"true\"")
                || sheet.contains("<colBreaks")
                || hasSetup && setup.group(1).contains("scale=");
        if (leave) {
            return sheet;
        }
        String attributes = hasSetup
                ? setup.group(1).replaceAll("\\s(?:fitToWidth|fitToHeight|orientation)=\"[^\"]*\"", "")
                : " paperSize=\"9\"";
        String orientation = columns > MOST_UPRIGHT_COLUMNS
                ? " orientation=\"landscape\""
                : hasSetup ? orientationIn(setup.group(1)) : "";
        String fit = "<pageSetup" + attributes + orientation + " fitToWidth=\"1\" fitToHeight=\"0\"/>";
        String withSetup = hasSetup
                ? sheet.substring(0, setup.start()) + fit + sheet.substring(setup.end())
                : sheet.replace("</worksheet>", fit + "</worksheet>");
        return withProperties(withSetup, begin.end());
    }

    private static String orientationIn(String attributes) {
        Matcher said = Pattern.compile("\\sorientation=\"[a-z]+\"").matcher(attributes);
        return said.find() ? said.group() : "";
    }

    private static String withProperties(String sheet, int afterBegin) {
        Matcher page = PAGE_PROPERTIES.matcher(sheet);
        if (page.find()) {
            String others = page.group(1).replaceAll("\\sfitToPage=\"[^\"]*\"", "");
            return sheet.substring(0, page.start()) + "<pageSetUpPr" + others + " fitToPage=\"1\"" + page.group(2) + ">"
                    + sheet.substring(page.end());
        }
        Matcher properties = PROPERTIES.matcher(sheet);
        if (!properties.find()) {
            return sheet.substring(0, afterBegin) + "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
                    + sheet.substring(afterBegin);
        }
        if (properties.group(1) != null) {
            String open = properties.group().substring(0, properties.group().length() - 2);
            return sheet.substring(0, properties.start()) + open + "><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
                    + sheet.substring(properties.end());
        }
        // The last child of sheetPr.
        return sheet.replaceFirst("</sheetPr>", "<pageSetUpPr fitToPage=\"1\"/></sheetPr>");
    }

    /// How many columns a sheet says that it has; 0 if it does not say.
    private static int columns(String sheet) {
        Matcher dimension = DIMENSION.matcher(sheet);
        if (!dimension.find()) {
            return 0;
        }
        int number = 0;
        for (char letter : dimension.group(1).toCharArray()) {
            number = number * 26 + letter - 'A' + 1;
        }
        return number;
    }
}
