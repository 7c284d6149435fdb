package io.equiveil.messages;

import io.equiveil.kernel.Cleartext;
import io.equiveil.outgoing.GuardedSockets;
import io.equiveil.outgoing.InnerNetwork;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Hands one e-mail to the mail server, over TLS or not at all. Reads no mail: what a foreign server
/// sends back later arrives in the sender's own mailbox and is not seen here.
@Component
class MailServer {

    private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);
    private static final String PATIENCE_MILLIS = "10000";

    private final ChannelStore channels;
    private final InnerNetwork inner;

    MailServer(ChannelStore channels, InnerNetwork inner) {
        this.channels = channels;
        this.inner = inner;
    }

    boolean isSetUp() {
        return channels.find(Channel.MAIL) instanceof ChannelStore.Kept.Set;
    }

    /// @param reference the message's own id, which stands in a header
    SendAnswer send(MessageId reference, Cleartext address, Wording.Mail mail) {
        if (!(channels.find(Channel.MAIL) instanceof ChannelStore.Kept.Set kept
                && kept.settings() instanceof ChannelSettings.Mail settings)) {
            return SendAnswer.refused("NOT-SET-UP");
        }
        JavaMailSenderImpl sender = sender(settings, kept.key().revealForSending());
        try {
            inner.check(settings.host());
            sender.send(written(sender, settings, reference, address, mail));
            return SendAnswer.taken(Optional.empty());
        } catch (InnerNetwork.Refused inside) {
            return SendAnswer.refused(InnerNetwork.CODE);
        } catch (MailAuthenticationException e) {
            return SendAnswer.refused("WRONG-PASSWORD");
        } catch (MailException | MessagingException | IOException e) {
            LOG.warn(
                    "message {}: mail server said no ({})",
                    reference,
                    e.getClass().getSimpleName());
            return isAboutTheAddress(e) ? SendAnswer.refused("ADDRESS-REFUSED") : SendAnswer.later("NOT-REACHED");
        }
    }

    private static MimeMessage written(
            JavaMailSenderImpl sender,
            ChannelSettings.Mail settings,
            MessageId reference,
            Cleartext address,
            Wording.Mail mail)
            throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, "UTF-8");
        helper.setFrom(settings.sender());
        helper.setTo(address.revealForDisplay());
        helper.setSubject(mail.subject());
        helper.setText(mail.text());
        message.setHeader("X-EquiVeil-Message", reference.toString());
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private JavaMailSenderImpl sender(ChannelSettings.Mail settings, Optional<String> password) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setProtocol(settings.startTls() ? "smtp" : "smtps");
        String prefix = "mail." + sender.getProtocol() + ".";
        Properties properties = sender.getJavaMailProperties();
        if (settings.startTls()) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        properties.setProperty(prefix + "ssl.protocols", "TLSv1.2 TLSv1.3");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "timeout", PATIENCE_MILLIS);
        properties.setProperty(prefix + "writetimeout", PATIENCE_MILLIS);
        GuardedSockets sockets = new GuardedSockets(
                settings.certificate().isBlank()
                        ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                        : TrustedServer.trusting(settings.certificate()),
                inner,
                settings.host());
        properties.put(prefix + "ssl.socketFactory", sockets);
        properties.put(prefix + "socketFactory", sockets.plain());
        // Otherwise a refused address would be tried once more with an ordinary socket.
        properties.setProperty(prefix + "socketFactory.fallback", "false");
        if (!settings.user().isBlank()) {
            properties.setProperty(prefix + "auth", "true");
            sender.setUsername(settings.user());
            password.ifPresent(sender::setPassword);
        }
        return sender;
    }

    /// Whether the server took the message for good and refused the receiver.
    private static boolean isAboutTheAddress(Exception fault) {
        if (fault instanceof MailSendException sending) {
            for (Exception one : sending.getMessageExceptions()) {
                if (one instanceof SendFailedException failed
                        && failed.getInvalidAddresses() != null
                        && failed.getInvalidAddresses().length > 0) {
                    return true;
                }
            }
        }
        return fault instanceof AddressException;
    }
}
