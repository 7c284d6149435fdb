package io.equiveil.messages;

import io.equiveil.firm.FirmProfile;
import io.equiveil.kernel.Cleartext;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.springframework.stereotype.Component;

/// The words of what leaves the house, in versioned files: what to hand in at the carrier for each SMS
/// template, and the e-mails. They say that something waits, and never what.
@Component
class Wording {

    /// Version of the files; a changed text is a new version with a new file.
    static final int VERSION = 1;

    private final FirmProfile firm;
    private final Properties chinese = load("zh-CN");
    private final Properties english = load("en");

    Wording(FirmProfile firm) {
        this.firm = firm;
    }

    /// An e-mail.
    record Mail(String subject, String text) {}

    /// The text to hand in at the carrier, with the provider's way of naming parameters.
    String forCarrier(Template template, SmsStyle style, Locale locale) {
        String text = words(locale).getProperty("sms." + template);
        int number = 1;
        for (String name : template.ordered()) {
            String slot = style == SmsStyle.TENCENT ? "{" + number + "}" : "${" + name + "}";
            text = text.replace("{" + name + "}", slot);
            number++;
        }
        return text;
    }

    /// An e-mail of ours.
    ///
    /// @param words what the template takes; the safety word where the receiver has one
    Mail mail(Template template, Map<String, Cleartext> words, Optional<Cleartext> safetyWord, Locale locale) {
        Properties texts = words(locale);
        String name =
                firm.current().name().isBlank() ? "EquiVeil" : firm.current().name();
        String sentence = texts.getProperty("mail." + template);
        for (Map.Entry<String, Cleartext> word : words.entrySet()) {
            sentence =
                    sentence.replace("{" + word.getKey() + "}", word.getValue().revealForDisplay());
        }
        String opening = safetyWord
                .map(word -> MessageFormat.format(texts.getProperty("mail.safety"), word.revealForDisplay()) + "\n\n")
                .orElse("");
        return new Mail(
                MessageFormat.format(texts.getProperty("mail.subject"), name),
                opening + sentence + "\n\n" + texts.getProperty("mail.how") + "\n\n" + name + "\n");
    }

    /// The one sentence for a group of the firm.
    String alarm(int number, Locale locale) {
        return MessageFormat.format(words(locale).getProperty("robot.waiting"), number);
    }

    /// The sentence of a test.
    String test(Locale locale) {
        return words(locale).getProperty("test");
    }

    private Properties words(Locale locale) {
        return locale.getLanguage().equals("en") ? english : chinese;
    }

    private static Properties load(String language) {
        String file = "/wording/announcements.v" + VERSION + "." + language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Wording.class.getResourceAsStream(file), file), StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            for (Template template : Template.values()) {
                Objects.requireNonNull(properties.getProperty("sms." + template), file + ": sms." + template);
                Objects.requireNonNull(properties.getProperty("mail." + template), file + ": mail." + template);
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
