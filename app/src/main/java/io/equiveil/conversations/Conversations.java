package io.equiveil.conversations;

import io.equiveil.access.KnownRelations;
import io.equiveil.conversations.Letter.Side;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentFiles;
import io.equiveil.identity.People;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Standing;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import io.equiveil.vault.Sealer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of this room: the private channel between a party of a matter and the people who
/// handle it.
///
/// A thread belongs to one party in one matter. Its letters are sealed under that party's key as
/// contact facts, which no rule of the policy opens to the other side; each reading is a release like
/// any other and stands in the party's own list of who looked. Whoever joins the team or takes the
/// matter over reads it from then on; whoever leaves does not.
@Service
public class Conversations {

    /// Longest text, in code points.
    public static final int LONGEST = 2_000;

    /// Longest voice note, in bytes: some two minutes as telephones record them.
    public static final int LONGEST_VOICE = 2 << 20;

    /// Letters on one page.
    public static final int LINES = 40;

    static final RecordType LETTER = new RecordType("conversations.letter");
    static final RecordType CONTENT = new RecordType("conversations.content");
    static final String TEXT = "letterText";
    static final String NONCE = "letterNonce";
    static final String AUTHOR = "letterAuthor";
    static final String FILE = "letterContent";
    static final String MEDIA = "letterMedia";

    private static final int PHOTO_WIDTH = 1_200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final DateTimeFormatter MARK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final LetterRepository letters;
    private final Matters matters;
    private final KnownRelations relations;
    private final Disclosures disclosures;
    private final IncomingFiles incoming;
    private final People people;
    private final Messages messages;
    private final Sealer sealer;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Conversations(
            LetterRepository letters,
            Matters matters,
            KnownRelations relations,
            Disclosures disclosures,
            IncomingFiles incoming,
            People people,
            Messages messages,
            Sealer sealer,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.letters = letters;
        this.matters = matters;
        this.relations = relations;
        this.disclosures = disclosures;
        this.incoming = incoming;
        this.people = people;
        this.messages = messages;
        this.sealer = sealer;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// A thread of a matter in a list.
    ///
    /// @param unread letters of the other side that the reader has not read
    public record ThreadLine(SubjectId subject, int unread) {}

    /// Threads of a matter that this person may take part in: all of them for its team, the own one for a party.
    ///
    /// @return empty if there is no such matter for this person
    public Optional<List<ThreadLine>> threads(Requester.SignedIn who, MatterId id) {
        return matters.find(who, id).map(matter -> {
            Map<SubjectId, Integer> unread = letters.unread(List.of(id.value()), who.person(), side(who)).stream()
                    .collect(Collectors.toMap(LetterRepository.Unread::subject, LetterRepository.Unread::letters));
            return matter.parties().stream()
                    .filter(party -> party.standing() != Standing.LEFT)
                    .filter(party -> takesPart(who, matter, party.subject()))
                    .map(party -> new ThreadLine(party.subject(), unread.getOrDefault(party.subject(), 0)))
                    .toList();
        });
    }

    /// Unread letters of all matters that are this person's affair, by matter.
    public Map<MatterSummary, Integer> unread(Requester.SignedIn who) {
        Map<UUID, MatterSummary> own = matters.of(who).stream()
                .collect(Collectors.toMap(matter -> matter.id().value(), matter -> matter, (one, _) -> one));
        return letters.unread(List.copyOf(own.keySet()), who.person(), side(who)).stream()
                .filter(unread -> takesPart(
                        who, Objects.requireNonNull(own.get(unread.matter().value())), unread.subject()))
                .collect(Collectors.toMap(
                        unread -> Objects.requireNonNull(own.get(unread.matter().value())),
                        LetterRepository.Unread::letters,
                        Integer::sum));
    }

    /// Reads a page of a thread: one release by the gate for all its letters, and a read mark.
    ///
    /// @param before only letters from before this moment
    /// @return empty if there is no such thread for this person
    public Optional<Thread> read(Requester.SignedIn who, MatterId id, SubjectId subject, Instant before) {
        return matters.find(who, id)
                .filter(matter -> takesPart(who, matter, subject))
                .map(matter -> {
                    List<Letter> newest = letters.ofThread(id, subject, before, LINES + 1);
                    List<Letter> page = newest.stream().limit(LINES).toList().reversed();
                    Optional<Instant> older =
                            newest.size() > LINES ? Optional.of(page.getFirst().at()) : Optional.empty();
                    return opened(who, matter, subject, page, older);
                });
    }

    private Thread opened(
            Requester.SignedIn who,
            MatterSummary matter,
            SubjectId subject,
            List<Letter> page,
            Optional<Instant> older) {
        List<Thread.Line> lines = new ArrayList<>();
        boolean recorded = true;
        Optional<Disclosure.Refused> refusal = Optional.empty();
        if (!page.isEmpty()) {
            List<Wanted> wanted = page.stream()
                    .map(letter -> Wanted.value(address(letter), TEXT, AUTHOR))
                    .toList();
            switch (disclosures.open(who, wanted, why(who, matter.id()))) {
                case Disclosure.Answered answered -> {
                    page.forEach(letter -> lines.add(line(letter, answered)));
                    refusal = answered.refused().values().stream().findFirst();
                    lines.stream()
                            .filter(line -> line.text().isPresent())
                            .reduce((_, later) -> later)
                            .ifPresent(newest -> noteRead(who, matter, subject, newest.letter()));
                }
                case Disclosure.Unrecorded _ -> recorded = false;
            }
        }
        return new Thread(
                matter,
                subject,
                side(who),
                lines,
                older,
                recorded,
                refusal,
                matter.closedAt().isEmpty(),
                letters.readBy(matter.id(), subject, side(who).other()));
    }

    private static Thread.Line line(Letter letter, Disclosure.Answered answered) {
        boolean genuine = !answered.shown().containsKey(address(letter)) || isGenuine(letter, answered);
        return new Thread.Line(letter, genuine ? answered.field(address(letter), TEXT) : Optional.empty(), genuine);
    }

    /// Whether the row says what was sealed with the words: who wrote, for which side, in which matter, and when.
    private static boolean isGenuine(Letter letter, Disclosure.Answered answered) {
        return answered.field(address(letter), AUTHOR)
                .map(Cleartext::revealForDisplay)
                .filter(author(letter)::equals)
                .isPresent();
    }

    private void noteRead(Requester.SignedIn who, MatterSummary matter, SubjectId subject, Letter newest) {
        transaction.executeWithoutResult(_ -> {
            if (letters.read(matter.id(), subject, who.person(), side(who), newest.at())) {
                ledger.append(Entry.of(who, new LetterFacts.ThreadRead(matter.id(), subject, newest.id())));
                messages.readAbout(who, Template.LETTER_WAITING, matter.id().value());
            }
        });
    }

    /// Writes words.
    public WriteResult write(Requester.SignedIn who, MatterId id, SubjectId subject, Cleartext text) {
        return objection(who, id, subject).orElseGet(() -> keep(who, id, subject, text, new LetterFile.Nothing()));
    }

    /// Sends a photograph or a voice note, with words if there are any.
    ///
    /// @throws IOException if the file cannot be read to its end; nothing is kept
    public WriteResult send(Requester.SignedIn who, MatterId id, SubjectId subject, Cleartext text, SentFiles files)
            throws IOException {
        Optional<WriteResult> objection = objection(who, id, subject);
        if (objection.isPresent()) {
            return objection.get();
        }
        LetterFile file = LetterFile.of(files, incoming);
        return file instanceof LetterFile.No(var because) ? because : keep(who, id, subject, text, file);
    }

    private Optional<WriteResult> objection(Requester.SignedIn who, MatterId id, SubjectId subject) {
        Optional<MatterSummary> matter = matters.find(who, id).filter(each -> takesPart(who, each, subject));
        if (matter.isEmpty()) {
            return Optional.of(new WriteResult.NotYours());
        }
        if (matter.get().closedAt().isPresent()) {
            return Optional.of(new WriteResult.Refused(LetterRefusal.CLOSED));
        }
        return matters.isTakenUp(id)
                ? Optional.empty()
                : Optional.of(new WriteResult.Refused(LetterRefusal.NOT_TAKEN_UP));
    }

    private WriteResult keep(Requester.SignedIn who, MatterId id, SubjectId subject, Cleartext text, LetterFile file) {
        String words = text.revealForDisplay().strip();
        if (words.isEmpty() && file instanceof LetterFile.Nothing) {
            return new WriteResult.Refused(LetterRefusal.EMPTY);
        }
        if (words.codePointCount(0, words.length()) > LONGEST) {
            return new WriteResult.Refused(LetterRefusal.TOO_LONG);
        }
        Letter.Kind kind = switch (file) {
            case LetterFile.Photo _ -> Letter.Kind.PHOTO;
            case LetterFile.Voice _ -> Letter.Kind.VOICE;
            default -> Letter.Kind.TEXT;
        };
        Letter letter = new Letter(
                LetterId.random(),
                id,
                subject,
                who.person(),
                side(who),
                kind,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        try {
            transaction.executeWithoutResult(_ -> keep(who, letter, words, file));
        } catch (Sealer.KeyDestroyed destroyed) {
            return new WriteResult.Refused(LetterRefusal.KEY_DESTROYED);
        }
        return new WriteResult.Written(letter);
    }

    private void keep(Requester.SignedIn who, Letter letter, String words, LetterFile file) {
        byte[] nonce = new byte[Digest.LENGTH];
        random.nextBytes(nonce);
        byte[] content = switch (file) {
            case LetterFile.Photo(var pdf) -> pdf;
            case LetterFile.Voice voice -> voice.sound();
            default -> new byte[0];
        };
        Cleartext hidden = Cleartext.of("＊＊＊");
        sealer.seal(
                address(letter),
                Map.of(
                        TEXT, Cleartext.of(words),
                        NONCE, Cleartext.of(HexFormat.of().formatHex(nonce)),
                        AUTHOR, Cleartext.of(author(letter))),
                Map.of(TEXT, hidden, NONCE, hidden, AUTHOR, hidden));
        if (content.length > 0) {
            String media = file instanceof LetterFile.Voice voice ? voice.media() : "image/jpeg";
            sealer.seal(
                    contentAddress(letter),
                    Map.of(
                            FILE, Cleartext.of(Base64.getEncoder().encodeToString(content)),
                            MEDIA, Cleartext.of(media)),
                    Map.of(FILE, hidden, MEDIA, hidden));
        }
        letters.insert(letter);
        ledger.append(Entry.of(
                who,
                new LetterFacts.LetterWritten(
                        letter.id(), address(letter), letter.matter(), letter.kind(), proof(nonce, words, content))));
        receivers(who, letter)
                .forEach(person -> messages.announce(
                        person,
                        Template.LETTER_WAITING,
                        Map.of(),
                        Optional.of(letter.matter().value()),
                        who));
    }

    /// SHA-256 of nonce, text and content, each with its length in front (4 bytes, big-endian).
    private static Digest proof(byte[] nonce, String words, byte[] content) {
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        return Digest.sha256(ByteBuffer.allocate(12 + nonce.length + text.length + content.length)
                .putInt(nonce.length)
                .put(nonce)
                .putInt(text.length)
                .put(text)
                .putInt(content.length)
                .put(content)
                .array());
    }

    /// Whoever is told that a letter waits: those who act for the party, or the advisor who leads
    /// the matter.
    private Set<PersonId> receivers(Requester.SignedIn who, Letter letter) {
        return letter.side() == Side.FIRM
                ? people.actingFor(letter.subject())
                : matters.find(who, letter.matter()).stream()
                        .flatMap(matter -> matter.team().stream())
                        .filter(MatterSummary.Member::lead)
                        .map(MatterSummary.Member::person)
                        .collect(Collectors.toSet());
    }

    /// A photograph or voice note, opened.
    public sealed interface Content {

        /// @param bytes a picture with the reader's mark, or sound
        record Open(byte[] bytes, String media) implements Content {}

        record Refused(Disclosure.Refused refusal) implements Content {}

        /// The log could not record, the picture does not draw, or the row is not what was written.
        record NotNow() implements Content {}
    }

    /// Opens what is attached to a letter: one release by the gate each time.
    ///
    /// @return empty if there is no such attachment for this person
    public Optional<Content> content(Requester.SignedIn who, MatterId matter, SubjectId subject, LetterId id) {
        return letters.find(id)
                .filter(letter -> letter.matter().equals(matter)
                        && letter.subject().equals(subject)
                        && letter.kind() != Letter.Kind.TEXT)
                .filter(letter -> matters.find(who, matter)
                        .filter(each -> takesPart(who, each, subject))
                        .isPresent())
                .map(letter -> content(who, letter));
    }

    private Content content(Requester.SignedIn who, Letter letter) {
        Address address = contentAddress(letter);
        List<Wanted> wanted = List.of(Wanted.value(address, FILE, MEDIA), Wanted.value(address(letter), AUTHOR));
        return switch (disclosures.open(who, wanted, why(who, letter.matter()))) {
            case Disclosure.Unrecorded _ -> new Content.NotNow();
            case Disclosure.Answered answered -> {
                Optional<Cleartext> file = answered.field(address, FILE);
                if (file.isEmpty()) {
                    Disclosure.Refused refusal = answered.refused().get(address);
                    yield refusal == null ? new Content.NotNow() : new Content.Refused(refusal);
                }
                if (!isGenuine(letter, answered)) {
                    yield new Content.NotNow();
                }
                byte[] bytes = Base64.getDecoder().decode(file.get().revealForDisplay());
                String media = answered.field(address, MEDIA)
                        .map(Cleartext::revealForDisplay)
                        .orElse("application/octet-stream");
                yield letter.kind() == Letter.Kind.VOICE ? new Content.Open(bytes, media) : drawn(who, bytes);
            }
        };
    }

    private Content drawn(Requester.SignedIn who, byte[] pdf) {
        String mark = people.codeName(who.person()) + " "
                + MARK.format(clock.instant().atZone(ZoneId.of("Asia/Shanghai")));
        try (var paper = incoming.open(pdf, PATIENCE)) {
            return new Content.Open(paper.page(0, PHOTO_WIDTH, 0, List.of(mark)), "image/jpeg");
        } catch (IOException e) {
            return new Content.NotNow();
        }
    }

    /// The own party of somebody who acts for one in this matter.
    public Optional<SubjectId> ownParty(Requester.SignedIn who, MatterId id) {
        return matters.find(who, id)
                .flatMap(matter -> matter.parties().stream()
                        .filter(party -> party.standing() != Standing.LEFT)
                        .map(MatterSummary.Party::subject)
                        .filter(who.actsFor()::contains)
                        .findFirst());
    }

    private boolean takesPart(Requester.SignedIn who, MatterSummary matter, SubjectId subject) {
        boolean party = matter.parties().stream()
                .anyMatch(each -> each.subject().equals(subject) && each.standing() != Standing.LEFT);
        return party
                && (who.has(Role.CLIENT)
                        ? who.actsFor().contains(subject)
                        : relations.handles(who, Owner.of(subject), Optional.of(matter.id())));
    }

    private static Side side(Requester.SignedIn who) {
        return who.has(Role.CLIENT) ? Side.CLIENT : Side.FIRM;
    }

    private static Why why(Requester.SignedIn who, MatterId matter) {
        return Why.of(who.has(Role.CLIENT) ? Purpose.OWN_DATA : Purpose.CONTACT, matter);
    }

    private static String author(Letter letter) {
        return letter.by() + " " + letter.side() + " " + letter.matter() + " " + letter.at();
    }

    /// Where a letter's words are sealed.
    static Address address(Letter letter) {
        return at(letter, LETTER);
    }

    /// Where its photograph or voice note is sealed.
    static Address contentAddress(Letter letter) {
        return at(letter, CONTENT);
    }

    private static Address at(Letter letter, RecordType record) {
        return new Address(
                Owner.of(letter.subject()),
                RetentionGroup.RELATION,
                record,
                letter.id().value(),
                InformationClass.CONTACT);
    }
}
