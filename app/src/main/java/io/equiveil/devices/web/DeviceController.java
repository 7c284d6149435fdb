package io.equiveil.devices.web;

import io.equiveil.access.spi.SessionDevices;
import io.equiveil.devices.Devices;
import io.equiveil.devices.Devices.Result;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.DeviceId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 设备与网络: one's own devices, and for the security officer everybody's and the list of networks.
@Controller
@RequestMapping("/devices")
class DeviceController {

    private static final Duration COOKIE_LIFE = Duration.ofDays(365);

    private final Devices devices;
    private final People people;

    DeviceController(Devices devices, People people) {
        this.devices = devices;
        this.people = people;
    }

    @GetMapping
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    ModelAndView show(Requester.SignedIn who) {
        boolean officer = who.has(Role.SECURITY_OFFICER);
        return new ModelAndView("devices/index")
                .addObject("mine", devices.of(who.person()))
                .addObject("current", who.device().orElse(null))
                .addObject("officer", officer)
                .addObject("all", officer ? devices.all() : List.of())
                .addObject("me", who.person())
                .addObject("people", people)
                .addObject(
                        "ranges", devices.networks() instanceof Devices.Networks.Only(var ranges) ? ranges : List.of())
                .addObject("broken", devices.networks() instanceof Devices.Networks.NotGenuine);
    }

    /// Registers the device in front of the person: its token goes into a cookie and is kept nowhere else.
    @PostMapping
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    String register(
            Requester.SignedIn who,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Devices.Registered registered = devices.register(who);
        boolean secure = request.isSecure();
        ResponseCookie cookie = ResponseCookie.from(
                        secure ? SessionDevices.COOKIE : SessionDevices.LOOPBACK_COOKIE, registered.token())
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .maxAge(COOKIE_LIFE)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        redirect.addFlashAttribute("notice", Notice.done("devices.registered"));
        return "redirect:/devices";
    }

    @PostMapping("/{id}/approval")
    @AllowedTo(value = Role.SECURITY_OFFICER, stepUp = true, returnTo = "/devices")
    String approve(Requester.SignedIn who, @PathVariable UUID id, RedirectAttributes redirect) {
        return back(devices.approve(who, new DeviceId(id)), redirect);
    }

    @PostMapping("/{id}/revocation")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    String revoke(Requester.SignedIn who, @PathVariable UUID id, RedirectAttributes redirect) {
        return back(devices.revoke(who, new DeviceId(id)), redirect);
    }

    @PostMapping("/networks")
    @AllowedTo(value = Role.SECURITY_OFFICER, stepUp = true, returnTo = "/devices")
    String networks(Requester.SignedIn who, @RequestParam String ranges, RedirectAttributes redirect) {
        return back(devices.allowNetworks(who, Arrays.asList(ranges.split("[\\s,;]+"))), redirect);
    }

    private static String back(Result result, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice",
                switch (result) {
                    case Result.Done _ -> Notice.done("devices.saved");
                    case Result.Refused(var fault) -> Notice.stop("devices.fault." + fault);
                });
        return "redirect:/devices";
    }
}
