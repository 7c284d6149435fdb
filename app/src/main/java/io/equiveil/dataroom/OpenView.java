package io.equiveil.dataroom;

import io.equiveil.dataroom.Reading.PageTime;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.OpenPaper;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One viewing while it lasts: the document's bytes in memory, and which page is on the screen since when.
final class OpenView {

    static final Duration IDLE = Duration.ofMinutes(5);
    static final Duration LONGEST = Duration.ofMinutes(30);

    // A page that says every five seconds that it is still there, and one without script, which says nothing.
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(15);
    private static final Duration WITHOUT_SIGNS = Duration.ofMinutes(2);
    private static final Duration DRAWING = Duration.ofSeconds(15);

    private final ViewId id;
    private final Requester.SignedIn reader;
    private final RoomDocument document;
    private final Why why;
    private final Optional<String> codeName;
    private final Map<Scope, Long> epochs;
    private final byte[] content;
    private final OpenPaper paper;
    private final Instant openedAt;

    private final Map<Integer, Long> unwrittenMillis = new TreeMap<>();
    private Instant lastTurn;
    private Instant lastHeard;
    private int page;
    private boolean givesSigns;
    private boolean finished;

    /// @param content the document; wiped when the viewing ends
    OpenView(
            ViewId id,
            Requester.SignedIn reader,
            RoomDocument document,
            Why why,
            Optional<String> codeName,
            Map<Scope, Long> epochs,
            byte[] content,
            IncomingFiles files,
            Instant now)
            throws IOException {
        this.id = id;
        this.reader = reader;
        this.document = document;
        this.why = why;
        this.codeName = codeName;
        this.epochs = Map.copyOf(epochs);
        this.content = content;
        this.openedAt = now;
        this.lastTurn = now;
        this.lastHeard = now;
        this.paper = files.open(content, DRAWING);
    }

    ViewId id() {
        return id;
    }

    Requester.SignedIn reader() {
        return reader;
    }

    RoomDocument document() {
        return document;
    }

    Why why() {
        return why;
    }

    Optional<String> codeName() {
        return codeName;
    }

    Map<Scope, Long> epochs() {
        return epochs;
    }

    Instant openedAt() {
        return openedAt;
    }

    long size() {
        return content.length;
    }

    /// The person and the session that opened it; nobody else.
    boolean isOf(Requester.SignedIn who) {
        return reader.person().equals(who.person()) && reader.session().equals(who.session());
    }

    /// When it ends unless a page is turned.
    synchronized Instant until() {
        Instant idle = lastTurn.plus(IDLE);
        Instant longest = openedAt.plus(LONGEST);
        return idle.isBefore(longest) ? idle : longest;
    }

    /// Draws a page, turned by quarters to the right, with these marks in it.
    synchronized byte[] draw(int index, int width, int quarters, List<String> marks) throws IOException {
        if (finished) {
            throw new IOException("the viewing is over");
        }
        return paper.page(index, width, quarters, marks);
    }

    /// A page came on the screen.
    ///
    /// @return whole seconds to write down
    synchronized List<PageTime> turned(int to, Instant now) {
        note(now);
        if (page != to) {
            lastTurn = now;
        }
        page = to;
        unwrittenMillis.putIfAbsent(to, 0L);
        return wholeSeconds(true);
    }

    /// The page on the screen gave a sign.
    synchronized List<PageTime> heard(int on, Instant now) {
        givesSigns = true;
        note(now);
        page = on;
        return wholeSeconds(false);
    }

    /// Closes the document and wipes it.
    synchronized List<PageTime> finish(Instant now) {
        if (finished) {
            return List.of();
        }
        finished = true;
        note(now);
        try {
            paper.close();
        } catch (IOException e) {
            // It was in memory only; what is wiped below was all of it.
        }
        Arrays.fill(content, (byte) 0);
        return wholeSeconds(false);
    }

    private void note(Instant now) {
        Duration most = givesSigns ? BETWEEN_SIGNS : WITHOUT_SIGNS;
        Duration passed = Duration.between(lastHeard, now);
        if (page > 0 && !passed.isNegative()) {
            long millis = Math.min(passed.toMillis(), most.toMillis());
            unwrittenMillis.merge(page, millis, Long::sum);
        }
        lastHeard = now;
    }

    /// @param alsoNone whether a page that was only just turned to is named with no second yet
    private List<PageTime> wholeSeconds(boolean alsoNone) {
        List<PageTime> times = new ArrayList<>();
        unwrittenMillis.replaceAll((number, millis) -> {
            if (millis >= 1000 || (alsoNone && number == page)) {
                times.add(new PageTime(number, (int) (millis / 1000)));
            }
            return millis % 1000;
        });
        return times;
    }
}
