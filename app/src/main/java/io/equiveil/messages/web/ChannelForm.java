package io.equiveil.messages.web;

import io.equiveil.messages.Channel;
import io.equiveil.messages.ChannelSettings;
import io.equiveil.messages.SmsStyle;
import io.equiveil.messages.Template;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// What is typed about a channel, and settings as they are typed.
final class ChannelForm {

    private ChannelForm() {}

    static ChannelSettings settings(Channel channel, Map<String, String> typed) {
        return switch (channel) {
            case SMS -> {
                Map<Template, String> templates = new EnumMap<>(Template.class);
                for (Template template : Template.values()) {
                    String approved = text(typed, "template." + template);
                    if (!approved.isEmpty()) {
                        templates.put(template, approved);
                    }
                }
                yield new ChannelSettings.Sms(
                        style(text(typed, "style")),
                        text(typed, "address"),
                        text(typed, "access"),
                        text(typed, "application"),
                        text(typed, "region"),
                        text(typed, "signature"),
                        templates);
            }
            case MAIL ->
                new ChannelSettings.Mail(
                        text(typed, "host"),
                        port(text(typed, "port")),
                        !"false".equals(text(typed, "startTls")),
                        text(typed, "user"),
                        text(typed, "sender"),
                        text(typed, "certificate"));
            case WECOM, DINGTALK -> new ChannelSettings.Robot(channel, text(typed, "address"));
        };
    }

    /// Settings as a form shows them. The address of a robot is a secret and stays away.
    static Map<String, String> typed(ChannelSettings settings) {
        Map<String, String> typed = new HashMap<>();
        switch (settings) {
            case ChannelSettings.Sms sms -> {
                typed.put("style", sms.style().name());
                typed.put("address", sms.address());
                typed.put("access", sms.access());
                typed.put("application", sms.application());
                typed.put("region", sms.region());
                typed.put("signature", sms.signature());
                sms.templates().forEach((template, approved) -> typed.put("template." + template, approved));
            }
            case ChannelSettings.Mail mail -> {
                typed.put("host", mail.host());
                typed.put("port", Integer.toString(mail.port()));
                typed.put("startTls", Boolean.toString(mail.startTls()));
                typed.put("user", mail.user());
                typed.put("sender", mail.sender());
                typed.put("certificate", mail.certificate());
            }
            case ChannelSettings.Robot _ -> typed.put("address", "");
        }
        return typed;
    }

    private static SmsStyle style(String typed) {
        for (SmsStyle style : SmsStyle.values()) {
            if (style.name().equals(typed)) {
                return style;
            }
        }
        return SmsStyle.JSON;
    }

    /// Zero for what is no port.
    private static int port(String typed) {
        return typed.matches("\\d{1,5}") ? Integer.parseInt(typed) : 0;
    }

    private static String text(Map<String, String> typed, String name) {
        return typed.getOrDefault(name, "").strip();
    }
}
