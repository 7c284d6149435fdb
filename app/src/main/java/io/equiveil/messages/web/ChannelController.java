package io.equiveil.messages.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.messages.Channel;
import io.equiveil.messages.ChannelFault;
import io.equiveil.messages.Channels;
import io.equiveil.messages.Channels.Result;
import io.equiveil.messages.Channels.Standing;
import io.equiveil.messages.Channels.Trial;
import io.equiveil.messages.SmsStyle;
import io.equiveil.messages.Template;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 消息设置: gateway for SMS, mail server, robots of group chats; each with a trial.
@Controller
@RequestMapping("/messages/channels")
class ChannelController {

    private final Channels channels;
    private final People people;

    ChannelController(Channels channels, People people) {
        this.channels = channels;
        this.people = people;
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView index() {
        Map<Channel, Standing> standings = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            standings.put(channel, channels.standing(channel));
        }
        return new ModelAndView("messages/channels").addObject("standings", standings);
    }

    @GetMapping("/{channel}")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView show(@PathVariable String channel, Locale locale) {
        Channel one = channel(channel);
        Map<String, String> typed = channels.standing(one) instanceof Standing.InUse use
                ? ChannelForm.typed(use.settings())
                : Map.of("startTls", "true", "port", "587", "style", SmsStyle.ALIYUN.name());
        return page(one, typed, Set.of(), locale);
    }

    /// Where the gateway reports back; the last part of the address is a secret.
    @GetMapping("/sms/report-address")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView reportAddress() {
        if (!(channels.standing(Channel.SMS) instanceof Standing.InUse use)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new ModelAndView("messages/report-address")
                .addObject("path", use.reportPath().orElseThrow());
    }

    @PostMapping("/{channel}")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView set(
            Requester.SignedIn who,
            @PathVariable String channel,
            @RequestParam Map<String, String> typed,
            Locale locale,
            RedirectAttributes redirect) {
        Channel one = channel(channel);
        Cleartext secret = Cleartext.of(typed.getOrDefault("secret", ""));
        return switch (channels.set(who, ChannelForm.settings(one, typed), secret)) {
            case Result.Done _ -> back(one, Notice.done("messages.channel.done"), redirect);
            case Result.Refused(var faults) -> {
                ModelAndView page = page(one, typed, faults, locale);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
            case Result.NotYours _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    @PostMapping("/{channel}/trial")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView tryOut(
            Requester.SignedIn who,
            @PathVariable String channel,
            @RequestParam(defaultValue = "") String to,
            Locale locale,
            RedirectAttributes redirect) {
        Channel one = channel(channel);
        Notice notice = switch (channels.tryOut(who, one, Cleartext.of(to), locale)) {
            case Trial.Taken _ -> Notice.done("messages.trial.taken." + one);
            case Trial.NotTaken(var code) ->
                code.map(word -> Notice.stop("messages.trial.not-taken", word))
                        .orElseGet(() -> Notice.stop("messages.trial.not-taken.silent"));
            case Trial.WrongAddress _ -> Notice.attention("messages.trial.wrong-address." + one);
            case Trial.NotSetUp _ -> Notice.attention("messages.trial.not-set-up");
            case Trial.NotYours _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
        return back(one, notice, redirect);
    }

    @PostMapping("/{channel}/removal")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView remove(Requester.SignedIn who, @PathVariable String channel, RedirectAttributes redirect) {
        Channel one = channel(channel);
        if (channels.remove(who, one) instanceof Result.NotYours) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return back(one, Notice.done("messages.channel.removed"), redirect);
    }

    private ModelAndView page(Channel channel, Map<String, String> typed, Set<ChannelFault> faults, Locale locale) {
        SmsStyle style = typed.getOrDefault("style", "").equals("TENCENT") ? SmsStyle.TENCENT : SmsStyle.ALIYUN;
        Map<Template, String> texts = new LinkedHashMap<>();
        for (Template template : Template.values()) {
            texts.put(template, channels.textForCarrier(template, style, locale));
        }
        return new ModelAndView("messages/channel")
                .addObject("channel", channel)
                .addObject("typed", typed)
                .addObject("faults", faults)
                .addObject("standing", channels.standing(channel))
                .addObject("people", people)
                .addObject("styles", SmsStyle.values())
                .addObject("texts", texts);
    }

    private static ModelAndView back(Channel channel, Notice notice, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", notice);
        return new ModelAndView("redirect:/messages/channels/" + channel.name().toLowerCase(Locale.ROOT));
    }

    /// As addresses name it: in small letters.
    private static Channel channel(String name) {
        for (Channel channel : Channel.values()) {
            if (channel.name().toLowerCase(Locale.ROOT).equals(name)) {
                return channel;
            }
        }
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
