package io.equiveil.nda;

import io.equiveil.controls.ControlStatus;
import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.kernel.ControlId;
import io.equiveil.nda.PromisedMeasures.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The checks of area 1 on live data.
@Configuration(proxyBeanMethods = false)
class AgreementChecks {

    /// After its end an agreement is marked within the hour; a day later something is wrong.
    private static final Duration PATIENCE = Duration.ofDays(1);

    /// 1.1: agreements in force are what was signed, and signatures what was given, so the gate opens their scope and
    /// nothing else.
    @Bean
    ControlCheck agreementScopeCheck(AgreementRepository agreements, SignatureRepository signatures) {
        return check("1.1", () -> {
            long inForce = agreements.countInForce();
            if (inForce == 0) {
                return new Outcome.Unknown("nda.control.none");
            }
            long forged = agreements.countNotGenuine() + signatures.countNotGenuine(agreements::find);
            return forged == 0
                    ? new Outcome.Holds("nda.control.genuine", inForce)
                    : new Outcome.Fails("/agreements?filter=IN_FORCE", "nda.control.forged", forged);
        });
    }

    /// 1.2: none whose term is over still stands as in force.
    @Bean
    ControlCheck agreementTermCheck(AgreementRepository agreements, Clock clock) {
        return check("1.2", () -> {
            long inForce = agreements.countInForce();
            if (inForce == 0) {
                return new Outcome.Unknown("nda.control.none");
            }
            long overdue = agreements.countOverdue(clock.instant().minus(PATIENCE));
            return overdue == 0
                    ? new Outcome.Holds("nda.control.terms", inForce)
                    : new Outcome.Fails("/agreements?filter=OVER", "nda.control.overdue", overdue);
        });
    }

    /// 1.4: every measure that an agreement in force promises is looked at, and holds today.
    @Bean
    ControlCheck promisedMeasuresCheck(AgreementRepository agreements, PromisedMeasures measures) {
        return check("1.4", () -> {
            List<ControlId> promised = agreements.promised();
            if (promised.isEmpty()) {
                return new Outcome.Unknown("nda.control.none");
            }
            List<String> broken = promised.stream()
                    .map(measures::of)
                    .filter(promise -> promise.status() != ControlStatus.HOLDS)
                    .map(Promise::measure)
                    .map(ControlId::value)
                    .toList();
            return broken.isEmpty()
                    ? new Outcome.Holds("nda.control.promises", promised.size())
                    : new Outcome.Fails("/controls", "nda.control.broken", String.join(" ", broken));
        });
    }

    private static ControlCheck check(String measure, Supplier<Outcome> look) {
        return new ControlCheck() {
            @Override
            public ControlId control() {
                return new ControlId(measure);
            }

            @Override
            public Outcome check() {
                return look.get();
            }
        };
    }
}
