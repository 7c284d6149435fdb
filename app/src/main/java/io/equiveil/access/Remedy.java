package io.equiveil.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What would change a no, and whom to ask. Each has a sentence (`access.remedy.…`); those that one can do
/// oneself have a button (`access.remedy.action.…`).
public enum Remedy {
    SIGN_IN("/sign-in", true),
    CONFIRM_IDENTITY("/confirm-identity", true),
    ASK_LEAD_ADVISOR(null, false),
    ASK_COMPLIANCE_OFFICER(null, false),
    ASK_SECURITY_OFFICER(null, false),
    WAIT_FOR_STAGE(null, false),
    OPEN_NEW_MATTER("/matters/new", true),
    SIGN_AGREEMENT(null, true),
    SIGN_OWN_AGREEMENT("/own-agreement", true),
    SERVE_NOTICE(null, true),
    ASK_CLIENT_FOR_CONSENT(null, true),
    TAKE_COURSE("/training", true),
    APPROVE_PARTNER("/partners", true),
    RENEW_CONTRACT("/partners", true),
    DECLARE_WORK_LOCATION("/work-location", true),
    REGISTER_DEVICE("/devices", true),
    USE_ALLOWED_NETWORK(null, false),
    NONE(null, false);

    private final @Nullable String path;
    private final boolean action;

    Remedy(@Nullable String path, boolean action) {
        this.path = path;
        this.action = action;
    }

    /// The page to go to, where it is the same for everybody. Where it depends on the client or the matter,
    /// the page that shows the refusal knows it.
    public Optional<String> path() {
        return Optional.ofNullable(path);
    }

    /// Whether the person refused can do something about it, so that a button makes sense.
    public boolean hasAction() {
        return action;
    }
}
