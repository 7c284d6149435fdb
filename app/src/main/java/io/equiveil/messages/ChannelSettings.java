package io.equiveil.messages;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// How to reach one channel, its secret apart.
public sealed interface ChannelSettings {

    /// Which channel.
    Channel channel();

    /// Why it cannot be used as it is; empty if it can.
    Set<ChannelFault> faults();

    /// Where the secret goes. If this changes, the secret has to be given again, so that nobody
    /// sends it elsewhere.
    String destination();

    /// As kept: names and values, to be sealed.
    Map<String, String> written();

    /// A gateway for SMS.
    ///
    /// @param address     empty for the provider's usual one
    /// @param access      the open half of the provider's key (AccessKey ID, SecretId)
    /// @param application number of the application, which Tencent wants (SdkAppId)
    /// @param region      where Tencent's interface is asked for, such as `ap-guangzhou`
    /// @param signature   the registered signature (短信签名)
    /// @param templates   the carrier's approved template for each of ours; one without is not sent
    record Sms(
            SmsStyle style,
            String address,
            String access,
            String application,
            String region,
            String signature,
            Map<Template, String> templates)
            implements ChannelSettings {

        private static final Pattern APPROVED = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
        private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{0,80}");
        private static final int LONGEST_SIGNATURE = 20;
        private static final String TEMPLATE = "template.";

        public Sms {
            templates = Map.copyOf(templates);
        }

        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        /// Where requests go.
        public Optional<URI> uri() {
            return reachable(address.isBlank() ? style.usualAddress() : address);
        }

        @Override
        public Set<ChannelFault> faults() {
            Set<ChannelFault> faults = EnumSet.noneOf(ChannelFault.class);
            if (uri().isEmpty()) {
                faults.add(ChannelFault.ADDRESS);
            }
            boolean signs = style != SmsStyle.JSON;
            if (!WORD.matcher(access).matches() || (signs && access.isEmpty())) {
                faults.add(ChannelFault.ACCESS);
            }
            boolean tencent = style == SmsStyle.TENCENT;
            if (!WORD.matcher(application).matches()
                    || !WORD.matcher(region).matches()
                    || (tencent && application.isEmpty())) {
                faults.add(ChannelFault.APPLICATION);
            }
            if (signature.length() > LONGEST_SIGNATURE || isNotOneLine(signature) || (signs && signature.isBlank())) {
                faults.add(ChannelFault.SIGNATURE);
            }
            if (templates.isEmpty()
                    || !templates.values().stream()
                            .allMatch(name -> APPROVED.matcher(name).matches())) {
                faults.add(ChannelFault.TEMPLATES);
            }
            return faults;
        }

        @Override
        public String destination() {
            return style + " " + uri().map(URI::toString).orElse("");
        }

        @Override
        public Map<String, String> written() {
            Map<String, String> all = new TreeMap<>(Map.of(
                    "style", style.name(),
                    "address", address,
                    "access", access,
                    "application", application,
                    "region", region,
                    "signature", signature));
            templates.forEach((template, approved) -> all.put(TEMPLATE + template, approved));
            return all;
        }

        static Sms read(Map<String, String> kept) {
            Map<Template, String> templates = new EnumMap<>(Template.class);
            for (Template template : Template.values()) {
                String approved = kept.get(TEMPLATE + template);
                if (approved != null) {
                    templates.put(template, approved);
                }
            }
            return new Sms(
                    SmsStyle.valueOf(kept.getOrDefault("style", "JSON")),
                    kept.getOrDefault("address", ""),
                    kept.getOrDefault("access", ""),
                    kept.getOrDefault("application", ""),
                    kept.getOrDefault("region", ""),
                    kept.getOrDefault("signature", ""),
                    templates);
        }
    }

    /// A mail server. Sealed transport is not a choice: without it nothing is sent.
    ///
    /// @param startTls    true for STARTTLS (port 587), false for TLS from the first byte (port 465)
    /// @param user        empty if the server wants none
    /// @param sender      the address that stands in `From`
    /// @param certificate certificates in PEM form that this server may show; empty for those that
    ///                    everybody trusts
    record Mail(String host, int port, boolean startTls, String user, String sender, String certificate)
            implements ChannelSettings {

        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
        private static final int LONGEST_CERTIFICATE = 32_000;

        @Override
        public Channel channel() {
            return Channel.MAIL;
        }

        @Override
        public Set<ChannelFault> faults() {
            Set<ChannelFault> faults = EnumSet.noneOf(ChannelFault.class);
            if (!HOST.matcher(host).matches()) {
                faults.add(ChannelFault.HOST);
            }
            if (port < 1 || port > 65_535) {
                faults.add(ChannelFault.PORT);
            }
            if (!MailAddress.isOne(sender) || user.length() > 200 || isNotOneLine(user)) {
                faults.add(ChannelFault.SENDER);
            }
            if (certificate.length() > LONGEST_CERTIFICATE
                    || (!certificate.isBlank()
                            && TrustedServer.certificates(certificate).isEmpty())) {
                faults.add(ChannelFault.CERTIFICATE);
            }
            return faults;
        }

        @Override
        public String destination() {
            return host + " " + port + " " + certificate.hashCode();
        }

        @Override
        public Map<String, String> written() {
            return Map.of(
                    "host", host,
                    "port", Integer.toString(port),
                    "startTls", Boolean.toString(startTls),
                    "user", user,
                    "sender", sender,
                    "certificate", certificate);
        }

        static Mail read(Map<String, String> kept) {
            return new Mail(
                    kept.getOrDefault("host", ""),
                    Integer.parseInt(kept.getOrDefault("port", "0")),
                    Boolean.parseBoolean(kept.getOrDefault("startTls", "true")),
                    kept.getOrDefault("user", ""),
                    kept.getOrDefault("sender", ""),
                    kept.getOrDefault("certificate", ""));
        }
    }

    /// A robot in a group chat of the firm.
    ///
    /// @param channel [Channel#WECOM] or [Channel#DINGTALK]
    /// @param address of the robot; holds its key, so it is as secret as a password
    record Robot(Channel channel, String address) implements ChannelSettings {

        @Override
        public Set<ChannelFault> faults() {
            return uri().isEmpty() ? EnumSet.of(ChannelFault.ADDRESS) : Set.of();
        }

        Optional<URI> uri() {
            return reachable(address);
        }

        @Override
        public String destination() {
            return address;
        }

        @Override
        public Map<String, String> written() {
            return Map.of("address", address);
        }

        static Robot read(Channel channel, Map<String, String> kept) {
            return new Robot(channel, kept.getOrDefault("address", ""));
        }
    }

    /// An address by `https`, or by `http` on this machine; nothing confidential travels in clear.
    private static Optional<URI> reachable(String typed) {
        try {
            URI uri = new URI(typed.strip());
            boolean near = "http".equals(uri.getScheme())
                    && Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost() == null ? "" : uri.getHost());
            boolean fits = uri.getHost() != null && uri.getUserInfo() == null && typed.length() <= 400;
            return fits && ("https".equals(uri.getScheme()) || near) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isNotOneLine(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }
}
