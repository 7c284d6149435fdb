package io.equiveil.access;

/// What would change a no, and whom to ask. Each has a sentence and, where there is one, a page to go to
/// (`access.remedy.…`).
public enum Remedy {
    SIGN_IN,
    CONFIRM_IDENTITY,
    ASK_LEAD_ADVISOR,
    ASK_COMPLIANCE_OFFICER,
    ASK_SECURITY_OFFICER,
    WAIT_FOR_STAGE,
    SIGN_AGREEMENT,
    SERVE_NOTICE,
    ASK_CLIENT_FOR_CONSENT,
    TAKE_COURSE,
    APPROVE_PARTNER,
    RENEW_CONTRACT,
    DECLARE_WORK_LOCATION,
    REGISTER_DEVICE,
    USE_ALLOWED_NETWORK,
    NONE
}
