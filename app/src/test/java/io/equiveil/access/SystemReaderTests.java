package io.equiveil.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.Decision.Verdict;
import io.equiveil.access.Question.Form;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemReaderTests {

    private static final List<String> ROOMS =
            List.of("clients", "identity", "messages", "matters", "nda", "partners", "dataroom", "transfers", "vault");

    /// Every reader against everything there is: it gets what its line says, and not one thing more.
    @ParameterizedTest
    @EnumSource(SystemPrincipal.class)
    void getsExactlyWhatItsLineSays(SystemPrincipal principal) {
        SystemReader line = SystemReader.of(principal);
        for (String room : ROOMS) {
            for (InformationClass kind : InformationClass.values()) {
                for (Purpose purpose : Purpose.values()) {
                    for (Form form : Form.values()) {
                        boolean listed = line.rooms().contains(room)
                                && line.classes().contains(kind)
                                && line.purposes().contains(purpose)
                                && line.forms().contains(form);

                        Verdict verdict = asking(principal)
                                .of(new RecordType(room + ".record"))
                                .forA(kind, form, purpose)
                                .verdict();

                        assertThat(verdict instanceof Verdict.Permit)
                                .as("%s reads %s of %s as %s for %s", principal, kind, room, form, purpose)
                                .isEqualTo(listed);
                    }
                }
            }
        }
    }

    @Test
    void theClockTheHousekeeperAndWhatIsOutOfUseReadNothing() {
        assertThat(List.of(
                        SystemPrincipal.RETENTION_CLOCK,
                        SystemPrincipal.HOUSEKEEPER,
                        SystemPrincipal.AGREEMENT_RENDERER))
                .allSatisfy(principal ->
                        assertThat(SystemReader.of(principal).classes()).isEmpty());
    }

    @Test
    void noReaderMayReadAnIdentityDocument() {
        assertThat(Arrays.stream(SystemPrincipal.values())
                        .filter(principal ->
                                SystemReader.of(principal).classes().contains(InformationClass.IDENTITY_DOCUMENT)))
                .isEmpty();
    }

    @Test
    void stopsAtItsRateAndGoesOnAMinuteLater() {
        AccessDecisions decisions = asking(SystemPrincipal.MESSENGER).decisions();
        AQuestion asked = asking(SystemPrincipal.MESSENGER);
        int perMinute = SystemReader.of(SystemPrincipal.MESSENGER).perMinute();
        for (int i = 0; i < perMinute; i++) {
            assertThat(decisions.decide(asked.question()).verdicts().get(asked.address()))
                    .isInstanceOf(Verdict.Permit.class);
        }

        Verdict oneTooMany = decisions.decide(asked.question()).verdicts().get(asked.address());
        Question later = new Question(
                asked.who(),
                List.of(asked.address()),
                Form.VALUE,
                Purpose.NOTIFICATION,
                asked.question().matter(),
                AQuestion.NOW.plusSeconds(61));

        assertThat(oneTooMany)
                .isInstanceOfSatisfying(
                        Verdict.Deny.class,
                        deny -> assertThat(deny.refused().getFirst().reason()).isEqualTo(Reason.TOO_MANY_READS));
        assertThat(decisions.decide(later).verdicts().get(asked.address())).isInstanceOf(Verdict.Permit.class);
    }

    private static AQuestion asking(SystemPrincipal principal) {
        return new AQuestion()
                .by(new Requester.Machine(principal))
                .related()
                .forA(InformationClass.CONTACT, Form.VALUE, Purpose.NOTIFICATION);
    }
}
