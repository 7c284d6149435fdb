package io.equiveil.conversations;

import io.equiveil.conversations.Conversations.Content;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.Display;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.HtmlUtils;

/// A whole thread: to take along for the party whose own it is, to print with a mark for those who handle it.
///
/// Every page of letters and every picture or voice note is a release of its own, recorded before it is in the
/// file. What the gate keeps closed, or does not fit, is named in its place and not left out in silence.
@Service
public class ThreadExport {

    /// Letters at most, the newest; older ones stay on the page.
    public static final int MOST = 2_000;

    /// Bytes of pictures and voice notes at most.
    static final long LARGEST = 64L << 20;

    private final Conversations conversations;
    private final People people;
    private final Display show;
    private final MessageSource messages;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ThreadExport(
            Conversations conversations,
            People people,
            Display show,
            MessageSource messages,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.conversations = conversations;
        this.people = people;
        this.show = show;
        this.messages = messages;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// All letters of a thread, oldest first.
    ///
    /// @param newest   the newest page, which says how the thread stands
    /// @param complete false if there are older ones than [#MOST] letters
    public record Whole(Thread newest, List<Thread.Line> lines, boolean complete) {
        public Whole {
            lines = List.copyOf(lines);
        }
    }

    /// Reads a whole thread, page by page; each page is recorded.
    ///
    /// @return empty if there is no such thread for this person
    public Optional<Whole> whole(Requester.SignedIn who, MatterId matter, SubjectId subject) {
        return conversations
                .read(who, matter, subject, clock.instant().plusSeconds(60))
                .map(newest -> {
                    List<Thread.Line> lines = new ArrayList<>(newest.lines());
                    Thread page = newest;
                    Optional<Instant> older = newest.older();
                    while (older.isPresent() && lines.size() < MOST && page.recorded()) {
                        Optional<Thread> next = conversations.read(who, matter, subject, older.get());
                        if (next.isEmpty()) {
                            break;
                        }
                        page = next.get();
                        lines.addAll(0, page.lines());
                        older = page.older();
                    }
                    return new Whole(newest, lines, older.isEmpty() && page.recorded());
                });
    }

    /// What came of asking for the file.
    public sealed interface Taken {

        /// A zip archive: the letters as one page of HTML, and pictures and voice notes beside it.
        record Archive(byte[] zip) implements Taken {}

        record Refused(Disclosure.Refused refusal) implements Taken {}

        /// The log could not record.
        record NotRecorded() implements Taken {}
    }

    /// The thread as a file, for whoever acts for the party whose own it is.
    ///
    /// @return empty if it is not this person's own, or there is none
    public Optional<Taken> takeAlong(Requester.SignedIn who, MatterId matter, SubjectId subject, Locale locale) {
        return who.actsFor().contains(subject)
                ? whole(who, matter, subject).map(all -> archive(who, all, locale))
                : Optional.empty();
    }

    private Taken archive(Requester.SignedIn who, Whole all, Locale locale) {
        if (!all.newest().recorded()) {
            return new Taken.NotRecorded();
        }
        if (all.newest().refusal().isPresent()) {
            return new Taken.Refused(all.newest().refusal().get());
        }
        transaction.executeWithoutResult(_ -> ledger.append(Entry.of(
                who,
                new LetterFacts.ThreadTakenAlong(
                        all.newest().matter().id(),
                        all.newest().subject(),
                        all.lines().size()))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            String html = html(who, all, zip, locale);
            entry(zip, "letters.html", html.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Taken.Archive(bytes.toByteArray());
    }

    private String html(Requester.SignedIn who, Whole all, ZipOutputStream zip, Locale locale) throws IOException {
        String title =
                say(locale, "conversations.export.title", all.newest().matter().codeName());
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"")
                .append(locale.toLanguageTag())
                .append("\"><head><meta charset=\"utf-8\"><title>")
                .append(safe(title))
                .append("</title></head><body>\n<h1>")
                .append(safe(title))
                .append("</h1>\n<p>")
                .append(safe(say(
                        locale,
                        "conversations.export.lead",
                        show.instant(clock.instant()),
                        Integer.toString(all.lines().size()))))
                .append("</p>\n");
        if (!all.complete()) {
            html.append("<p>")
                    .append(safe(say(locale, "conversations.export.incomplete")))
                    .append("</p>\n");
        }
        long left = LARGEST;
        int number = 0;
        for (Thread.Line line : all.lines()) {
            html.append("<section><h2>")
                    .append(safe(author(line.letter(), locale)))
                    .append(" · ")
                    .append(safe(show.instant(line.letter().at())))
                    .append("</h2>\n<p style=\"white-space:pre-wrap\">")
                    .append(safe(words(line, locale)))
                    .append("</p>\n");
            if (line.letter().kind() != Letter.Kind.TEXT && line.text().isPresent()) {
                Attached attached = attach(who, line.letter(), zip, ++number, left);
                left -= attached.bytes();
                html.append(attached.html(locale)).append('\n');
            }
            html.append("</section>\n");
        }
        return html.append("</body></html>\n").toString();
    }

    private String author(Letter letter, Locale locale) {
        return letter.side() == Letter.Side.FIRM ? people.codeName(letter.by()) : say(locale, "conversations.me");
    }

    private String words(Thread.Line line, Locale locale) {
        if (!line.genuine()) {
            return say(locale, "conversations.not-genuine");
        }
        return line.text().map(Cleartext::revealForDisplay).orElseGet(() -> say(locale, "conversations.closed"));
    }

    /// What became of a picture or voice note.
    ///
    /// @param name of its file; empty if it is not in the archive
    private record Attached(ThreadExport export, Optional<String> name, boolean photo, long bytes) {

        String html(Locale locale) {
            return name.map(file -> photo
                            ? "<p><img src=\"" + file + "\" alt=\"" + file + "\" width=\"600\"></p>"
                            : "<p><a href=\"" + file + "\">" + file + "</a></p>")
                    .orElseGet(() -> "<p>" + safe(export.say(locale, "conversations.export.left-out")) + "</p>");
        }
    }

    private Attached attach(Requester.SignedIn who, Letter letter, ZipOutputStream zip, int number, long left)
            throws IOException {
        boolean photo = letter.kind() == Letter.Kind.PHOTO;
        Optional<Content> content = left > 0
                ? conversations.content(who, letter.matter(), letter.subject(), letter.id())
                : Optional.empty();
        if (content.orElse(null) instanceof Content.Open(var bytes, var media) && bytes.length <= left) {
            String name = String.format(Locale.ROOT, "%03d%s", number, ending(media));
            entry(zip, name, bytes);
            return new Attached(this, Optional.of(name), photo, bytes.length);
        }
        return new Attached(this, Optional.empty(), photo, 0);
    }

    private static String ending(String media) {
        return switch (media) {
            case "image/jpeg" -> ".jpg";
            case "audio/webm" -> ".webm";
            case "audio/ogg" -> ".ogg";
            case "audio/mp4" -> ".m4a";
            case "audio/wav" -> ".wav";
            case "audio/mpeg" -> ".mp3";
            default -> ".bin";
        };
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private String say(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    private static String safe(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
    }
}
