package io.equiveil.nda;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Role;
import io.equiveil.vault.SigningKeys;
import io.equiveil.vault.TimestampAuthority;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this room.
@Configuration(proxyBeanMethods = false)
class NdaConfiguration {

    @Bean
    AgreementSigner agreementSigner(SigningKeys keys, TimestampAuthority timestamps) {
        return new AgreementSigner(keys, timestamps);
    }

    @Bean
    NavigationItem agreementsNavigation() {
        return new NavigationItem(
                NavigationItem.Group.CLIENTS,
                20,
                "nda.nav",
                "/agreements",
                Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER));
    }

    /// 1.1 and 1.2: agreements in force are what was signed, so the gate opens their scope and nothing
    /// else.
    @Bean
    ControlCheck agreementScopeCheck(AgreementRepository agreements) {
        return check("1.1", agreements);
    }

    @Bean
    ControlCheck agreementTermCheck(AgreementRepository agreements) {
        return check("1.2", agreements);
    }

    private static ControlCheck check(String measure, AgreementRepository agreements) {
        return new ControlCheck() {
            @Override
            public ControlId control() {
                return new ControlId(measure);
            }

            @Override
            public Outcome check() {
                long inForce = agreements.countInForce();
                if (inForce == 0) {
                    return new Outcome.Unknown("nda.control.none");
                }
                long forged = agreements.countNotGenuine();
                return forged == 0
                        ? new Outcome.Holds("nda.control.genuine", inForce)
                        : new Outcome.Fails("/agreements", "nda.control.forged", forged);
            }
        };
    }
}
