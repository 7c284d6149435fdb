package io.equiveil.setup;

import io.equiveil.kernel.CreditCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Understands what QR codes on business licences say.
///
/// There is no published format: licences of different years and cities carry lines such as `名称：…`, an address with
/// the credit code in it, or an address with an opaque number. So any credit code in the text is found, and a name only
/// where the text calls it one. What was read is a proposal that the owner compares with the paper.
final class LicenceText {

    private static final Pattern CREDIT_CODE = Pattern.compile(
            "(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{8}[0-9X][0-9A-HJ-NPQRTUWXY](?![0-9A-Z])");
    private static final Pattern NAME =
            Pattern.compile("(?:企业名称|公司名称|名称|entname|name)\\s*[：:=]\\s*([^\\s；;，,|&\"“”：:=]{2,80})");

    private LicenceText() {}

    /// What the codes of one photograph say together.
    static LicenceReading read(List<String> codes) {
        if (codes.isEmpty()) {
            return new LicenceReading.NoCode();
        }
        for (String code : codes) {
            String plain = decoded(code);
            Matcher found = CREDIT_CODE.matcher(plain.toUpperCase(Locale.ROOT));
            if (found.find()) {
                String creditCode = found.group();
                return new LicenceReading.Read(creditCode, name(plain).orElse(""), CreditCode.checks(creditCode));
            }
        }
        return new LicenceReading.OnlyALink();
    }

    private static Optional<String> name(String plain) {
        Matcher found = NAME.matcher(plain);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String decoded(String code) {
        try {
            return code.contains("%") ? URLDecoder.decode(code, StandardCharsets.UTF_8) : code;
        } catch (IllegalArgumentException notAnAddress) {
            return code;
        }
    }
}
