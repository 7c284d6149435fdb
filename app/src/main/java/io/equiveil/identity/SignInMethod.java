package io.equiveil.identity;

/// How somebody signed in. Each proves two factors.
public enum SignInMethod {
    PASSKEY,
    PASSWORD_AND_TOTP,
    SMS_CODE_AND_PIN,
    FACE_TO_FACE_CODE_AND_PIN
}
