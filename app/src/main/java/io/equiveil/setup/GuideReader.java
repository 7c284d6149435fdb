package io.equiveil.setup;

import io.equiveil.backup.Backups;
import io.equiveil.firm.FirmProfile;
import io.equiveil.frame.Display;
import io.equiveil.identity.Person;
import io.equiveil.kernel.Role;
import io.equiveil.messages.Channel;
import io.equiveil.messages.Channels;
import io.equiveil.nda.OwnAgreements;
import io.equiveil.setup.StepStanding.State;
import io.equiveil.texts.TextStanding;
import io.equiveil.texts.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads from the rooms how far the set-up is.
@Component
class GuideReader {

    private final SetUpRepository repository;
    private final FirmProfile firm;
    private final Texts texts;
    private final DutyCount duties;
    private final OwnAgreements undertakings;
    private final Backups backups;
    private final RecoveryBook recovery;
    private final CertificateDesk certificates;
    private final Channels channels;
    private final Clock clock;

    GuideReader(
            SetUpRepository repository,
            FirmProfile firm,
            Texts texts,
            DutyCount duties,
            OwnAgreements undertakings,
            Backups backups,
            RecoveryBook recovery,
            CertificateDesk certificates,
            Channels channels,
            Clock clock) {
        this.repository = repository;
        this.firm = firm;
        this.texts = texts;
        this.duties = duties;
        this.undertakings = undertakings;
        this.backups = backups;
        this.recovery = recovery;
        this.certificates = certificates;
        this.channels = channels;
        this.clock = clock;
    }

    Guide guide() {
        Optional<FirmSize> size = repository.size();
        List<Person> staff = duties.staff();
        List<DutyStanding> standings = DutyCount.standings(size.orElse(FirmSize.SMALL), staff);
        List<TextStanding> papers = texts.forSetUp();
        int adopted = (int)
                papers.stream().filter(paper -> paper.adopted().isPresent()).count();
        int shortDuties = (int) standings.stream().filter(DutyStanding::isShort).count();

        Optional<SheetSet> sheets = recovery.current();
        int confirmed = sheets.map(SheetSet::confirmed).orElse(0);

        CertificateStanding certificate = certificates.standing();

        Map<SetUpStep, LocalDate> putOff = repository.putOff();
        List<StepStanding> steps = Arrays.stream(SetUpStep.values())
                .map(step -> switch (step) {
                    case PROFILE -> standing(step, size.isPresent() ? 1 : 0, 1, putOff);
                    case FIRM -> standing(step, isFirmSaid() ? 1 : 0, 1, putOff);
                    case PAPERS -> standing(step, adopted, papers.size(), putOff);
                    case ADDRESS -> standing(step, certificate.isOwn() ? 1 : 0, 1, putOff);
                    case RECOVERY ->
                        standing(
                                step,
                                confirmed,
                                sheets.map(set -> set.sheets().size()).orElse(1),
                                putOff);
                    case PEOPLE -> standing(step, standings.size() - shortDuties, standings.size(), putOff);
                })
                .toList();

        List<Lack> lacks = new ArrayList<>();
        add(lacks, Lack.Kind.PROFILE_OPEN, size.isPresent() ? 0 : 1);
        add(lacks, Lack.Kind.FIRM_UNNAMED, firm.current().isNamed() ? 0 : 1);
        add(lacks, Lack.Kind.DUTIES_SHORT, shortDuties);
        add(lacks, Lack.Kind.PAPERS_OPEN, papers.size() - adopted);
        add(lacks, Lack.Kind.UNDERTAKINGS_MISSING, (int) staff.stream()
                .filter(Person::isActive)
                .filter(person -> undertakings.missing(person.id()))
                .count());
        add(
                lacks,
                Lack.Kind.RECOVERY_SHEETS,
                confirmed >= sheets.map(SheetSet::needed).orElse(1) ? 0 : 1);
        long owners = staff.stream()
                .filter(person -> person.isActive() && person.has(Role.OWNER))
                .count();
        add(lacks, Lack.Kind.SINGLE_OWNER, owners == 1 ? 1 : 0);
        add(lacks, Lack.Kind.NOT_REACHABLE, certificate.isOwn() && certificate.isPublicName() ? 0 : 1);
        add(lacks, Lack.Kind.NO_SMS, channels.standing(Channel.SMS) instanceof Channels.Standing.InUse ? 0 : 1);
        add(lacks, Lack.Kind.NO_BACKUP, backups.overview().generations().isEmpty() ? 1 : 0);
        lacks.sort(Comparator.comparing(lack -> !lack.kind().isBlocking()));
        return new Guide(size, steps, standings, lacks, repository.completed());
    }

    /// Settings of a start are not the owner's word: the step is done once the owner has looked at it and saved.
    private boolean isFirmSaid() {
        return firm.said().isPresent() && firm.current().isNamed();
    }

    private StepStanding standing(SetUpStep step, int done, int of, Map<SetUpStep, LocalDate> putOff) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
        Optional<LocalDate> later = Optional.ofNullable(putOff.get(step)).filter(today::isBefore);
        State state = done >= of ? State.DONE : later.isPresent() ? State.LATER : State.OPEN;
        return new StepStanding(step, state, state == State.LATER ? later : Optional.empty(), done, of);
    }

    private static void add(List<Lack> lacks, Lack.Kind kind, int count) {
        if (count > 0) {
            lacks.add(new Lack(kind, count));
        }
    }
}
