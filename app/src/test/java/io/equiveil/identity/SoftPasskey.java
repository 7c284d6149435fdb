package io.equiveil.identity;

import io.equiveil.House;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A passkey authenticator in software, for tests: ES256, attestation "none", user verified unless said otherwise
/// (WebAuthn level 3, sections 6.1 and 6.5).
public final class SoftPasskey {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final JsonMapper json = JsonMapper.builder().build();
    private final KeyPair keys = newKeys();
    private final byte[] credential = new byte[16];
    private final String origin;
    private byte[] user = new byte[0];
    private boolean verifies = true;
    private int count;

    private SoftPasskey(String origin) {
        this.origin = origin;
        ThreadLocalRandom.current().nextBytes(credential);
    }

    /// One that this person has enrolled.
    public static SoftPasskey enrolled(House house, Requester.SignedIn who) {
        SoftPasskey passkey = new SoftPasskey(house.baseUrl());
        Passkeys passkeys = house.bean(Passkeys.class);
        Passkeys.Ceremony ceremony = passkeys.newRegistration(who);
        if (!passkeys.register(who, ceremony.state(), passkey.attestation(ceremony.json()))) {
            throw new IllegalStateException("the passkey was not taken");
        }
        return passkey;
    }

    /// The finger on it is nobody's that it knows.
    public SoftPasskey withoutVerification() {
        verifies = false;
        return this;
    }

    private String attestation(String options) {
        JsonNode asked = json.readTree(options);
        user = decoded(asked.get("user").get("id").asString());
        String clientData = clientData("webauthn.create", asked.get("challenge").asString());
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(start(asked.get("rp").get("id").asString(), PRESENT | VERIFIED | ATTESTED));
        data.writeBytes(new byte[16]);
        data.writeBytes(
                ByteBuffer.allocate(2).putShort((short) credential.length).array());
        data.writeBytes(credential);
        data.writeBytes(coseKey());
        byte[] authData = data.toByteArray();
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.write(0xa3);
        object.writeBytes(text("fmt"));
        object.writeBytes(text("none"));
        object.writeBytes(text("attStmt"));
        object.write(0xa0);
        object.writeBytes(text("authData"));
        object.writeBytes(bytes(authData));
        return answer(Map.of(
                "attestationObject", encoded(object.toByteArray()),
                "clientDataJSON", encoded(clientData.getBytes(StandardCharsets.UTF_8)),
                "transports", new String[] {"internal"}));
    }

    /// The authenticator's answer to a challenge.
    public String assertion(String options) {
        JsonNode asked = json.readTree(options);
        String clientData = clientData("webauthn.get", asked.get("challenge").asString());
        byte[] authData = start(asked.get("rpId").asString(), verifies ? PRESENT | VERIFIED : PRESENT);
        byte[] clientHash =
                Digest.sha256(clientData.getBytes(StandardCharsets.UTF_8)).bytes();
        return answer(Map.of(
                "authenticatorData", encoded(authData),
                "clientDataJSON", encoded(clientData.getBytes(StandardCharsets.UTF_8)),
                "signature", encoded(signed(authData, clientHash)),
                "userHandle", encoded(user)));
    }

    private byte[] signed(byte[] authData, byte[] clientHash) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(authData);
            signature.update(clientHash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String answer(Map<String, ?> response) {
        return json.writeValueAsString(Map.of(
                "id",
                encoded(credential),
                "rawId",
                encoded(credential),
                "type",
                "public-key",
                "response",
                response,
                "clientExtensionResults",
                Map.of(),
                "authenticatorAttachment",
                "platform"));
    }

    private String clientData(String type, String challenge) {
        return json.writeValueAsString(
                Map.of("type", type, "challenge", challenge, "origin", origin, "crossOrigin", false));
    }

    private byte[] start(String rpId, int flags) {
        return ByteBuffer.allocate(37)
                .put(Digest.sha256(rpId.getBytes(StandardCharsets.UTF_8)).bytes())
                .put((byte) flags)
                .putInt(++count)
                .array();
    }

    // COSE_Key: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    private byte[] coseKey() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        ByteArrayOutputStream map = new ByteArrayOutputStream();
        map.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
        map.writeBytes(bytes(fixed(key.getW().getAffineX())));
        map.write(0x22);
        map.writeBytes(bytes(fixed(key.getW().getAffineY())));
        return map.toByteArray();
    }

    private static byte[] fixed(BigInteger number) {
        byte[] raw = number.toByteArray();
        byte[] out = new byte[32];
        int from = Math.max(0, raw.length - 32);
        System.arraycopy(raw, from, out, 32 - (raw.length - from), raw.length - from);
        return out;
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + utf8.length)
                .put((byte) (0x60 | utf8.length))
                .put(utf8)
                .array();
    }

    private static byte[] bytes(byte[] content) {
        return content.length < 256
                ? ByteBuffer.allocate(2 + content.length)
                        .put((byte) 0x58)
                        .put((byte) content.length)
                        .put(content)
                        .array()
                : ByteBuffer.allocate(3 + content.length)
                        .put((byte) 0x59)
                        .putShort((short) content.length)
                        .put(content)
                        .array();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
