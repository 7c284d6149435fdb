package io.equiveil.evidence;

import java.util.Base64;
import java.util.Map;

/// An agreement is signed on the screen: by the firm with a one-time password, by the other side with a code, its PIN
/// and its handwriting.
final class Signing {

    private final Stage stage;

    Signing(Stage stage) {
        this.stage = stage;
    }

    void onScreen(Colleague advisor, Party party, String agreement, String chinese, String english) {
        String at = "/api/agreements/" + agreement;
        stage.needed(
                "本公司先签署并发出保密协议",
                "The firm signs the confidentiality agreement first and sends it",
                advisor.app().prove(code -> advisor.actor().post(at + "/sending", Map.of("code", code))));
        Map<String, Object> signature = Map.of(
                "code", stage.codeFor(advisor, party.subject()),
                "pin", party.pin(),
                "handwriting", Base64.getEncoder().encodeToString(Props.handwriting()));
        stage.needed(
                chinese + "以一次性码、密码和手写签名签署，协议生效",
                capital(english) + " signs with a code, the PIN and handwriting; the agreement is in force",
                party.actor().post(at + "/signature", signature));
    }

    private static String capital(String english) {
        return Character.toUpperCase(english.charAt(0)) + english.substring(1);
    }
}
