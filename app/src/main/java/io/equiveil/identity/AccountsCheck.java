package io.equiveil.identity;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Measure 3.2 on live data: every account row is what was written last, every active account has two factors, and
/// wrong tries are slowed down.
@Component
class AccountsCheck implements ControlCheck {

    private static final String REPAIR = "/staff";
    private static final int MORE_THAN_FREE = 6;

    private final PeopleRepository people;
    private final Throttle throttle;
    private final Tokens tokens;
    private final JdbcClient jdbc;

    AccountsCheck(PeopleRepository people, Throttle throttle, Tokens tokens, JdbcClient jdbc) {
        this.people = people;
        this.throttle = throttle;
        this.tokens = tokens;
        this.jdbc = jdbc;
    }

    @Override
    public ControlId control() {
        return new ControlId("3.2");
    }

    @Override
    public Outcome check() {
        int accounts = jdbc.sql("select count(*) from identity.people")
                .query(Integer.class)
                .single();
        if (accounts == 0) {
            return new Outcome.Unknown("identity.check.nobody-yet");
        }
        List<?> notGenuine = people.notGenuine();
        if (!notGenuine.isEmpty()) {
            return new Outcome.Fails(REPAIR, "identity.check.rows-not-genuine", notGenuine.size());
        }
        int weak = withTooFewFactors();
        if (weak > 0) {
            return new Outcome.Fails(REPAIR, "identity.check.factors-missing", weak);
        }
        if (!slowsDown()) {
            return new Outcome.Fails(REPAIR, "identity.check.throttle-broken");
        }
        return new Outcome.Holds("identity.check.accounts-sound", accounts);
    }

    private int withTooFewFactors() {
        return jdbc.sql("""
                        select count(*) from identity.people p left join identity.credentials c on c.person_id = p.id
                        where p.status = 'ACTIVE' and not coalesce(case when p.kind = 'CLIENT'
                            then c.pin_hash is not null
                            else (c.password_hash is not null and c.totp_confirmed_at is not null)
                                or exists (select from identity.passkeys k where k.person_id = p.id) end, false)
                        """).query(Integer.class).single();
    }

    /// Tries the brake on a name that nobody can have.
    private boolean slowsDown() {
        Throttle.Key key = throttle.key(Throttle.Counter.ACCOUNT, "check/" + tokens.newSecret());
        boolean blocked = false;
        for (int i = 0; i < MORE_THAN_FREE && !blocked; i++) {
            blocked = throttle.admit(key).isPresent();
        }
        throttle.wasRight(key, key);
        return blocked;
    }
}
