package io.equiveil.frame.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Chart;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Confirmation;
import io.equiveil.frame.NavigationItem;
import io.equiveil.frame.OpenToAll;
import io.equiveil.frame.TimelineEvent;
import io.equiveil.kernel.Money;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.ShareQuantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The living style guide: every fragment of the frame as pages really use it.
///
/// For the owner and the administrator; on a developer's machine for everybody, with `equiveil.style-guide=true`.
@Configuration(proxyBeanMethods = false)
class StyleGuide {

    private static final Instant THEN = Instant.parse("2026-11-23T06:05:00Z");

    @Bean
    NavigationItem styleGuideNavigation() {
        return new NavigationItem(
                NavigationItem.Group.FIRM,
                900,
                "frame.nav.style-guide",
                "/style-guide",
                Set.of(Role.OWNER, Role.ADMINISTRATOR));
    }

    @Bean
    NavigationItem todayNavigation() {
        return new NavigationItem(
                NavigationItem.Group.TODAY,
                0,
                "frame.nav.today",
                "/",
                Set.of(
                        Role.OWNER,
                        Role.ADMINISTRATOR,
                        Role.COMPLIANCE_OFFICER,
                        Role.SECURITY_OFFICER,
                        Role.ADVISOR,
                        Role.DEPARTMENT_HEAD,
                        Role.AUDITOR,
                        Role.PARTNER));
    }

    private static ModelAndView page(String template, MessageSource messages, Locale locale) {
        Words words = key -> messages.getMessage("frame.guide." + key, null, locale);
        Form form = new Form("", "12345", "2026-11-23", "SELLER", List.of("IDENTITY"), true, "", "");
        BindingResult wrong = new BeanPropertyBindingResult(form, "form");
        wrong.rejectValue("name", "missing", words.of("form.name.missing"));
        wrong.rejectValue("mobile", "shape", words.of("form.mobile.shape"));
        List<Choice> sides = List.of(
                new Choice("SELLER", words.of("form.side.seller"), words.of("form.side.seller.hint")),
                new Choice("BUYER", words.of("form.side.buyer")));
        return new ModelAndView(template)
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", wrong)
                .addObject("sides", sides)
                .addObject(
                        "classes",
                        List.of(
                                new Choice("BASIC", words.of("form.classes.basic")),
                                new Choice("IDENTITY", words.of("form.classes.identity"))))
                .addObject(
                        "labels",
                        List.of(words.of("steps.1"), words.of("steps.2"), words.of("steps.3"), words.of("steps.4")))
                .addObject("then", THEN)
                .addObject("day", LocalDate.of(2026, 11, 23))
                .addObject("amount", Money.yuan(new BigDecimal("1234567.00")))
                .addObject("shares", new ShareQuantity(1_250_000))
                .addObject(
                        "events",
                        List.of(
                                new TimelineEvent(
                                        THEN,
                                        TimelineEvent.Phase.DONE,
                                        words.of("time.1"),
                                        words.of("time.1.text"),
                                        null),
                                new TimelineEvent(
                                        THEN.plusSeconds(86_400),
                                        TimelineEvent.Phase.NOW,
                                        words.of("time.2"),
                                        null,
                                        "/style-guide"),
                                new TimelineEvent(
                                        THEN.plusSeconds(172_800),
                                        TimelineEvent.Phase.STOP,
                                        words.of("time.3"),
                                        words.of("time.3.text"),
                                        null),
                                new TimelineEvent(null, TimelineEvent.Phase.LATER, words.of("time.4"), null, null)))
                .addObject(
                        "bars",
                        Chart.bars(
                                words.of("chart.bars"),
                                words.of("chart.class"),
                                words.of("chart.count"),
                                List.of(
                                        new Chart.Figure(words.of("form.classes.basic"), 42),
                                        new Chart.Figure(words.of("form.classes.identity"), 17),
                                        new Chart.Figure(words.of("chart.contact"), 88),
                                        new Chart.Figure(words.of("chart.finance"), 0))))
                .addObject(
                        "line",
                        Chart.line(
                                words.of("chart.line"),
                                words.of("chart.month"),
                                words.of("chart.count"),
                                List.of(
                                        new Chart.Figure("6", 12),
                                        new Chart.Figure("7", 30),
                                        new Chart.Figure("8", 26),
                                        new Chart.Figure("9", 44),
                                        new Chart.Figure("10", 39),
                                        new Chart.Figure("11", 51))))
                .addObject(
                        "heat",
                        Chart.heat(
                                words.of("chart.heat"),
                                words.of("chart.weekday"),
                                List.of(words.of("chart.mon"), words.of("chart.tue"), words.of("chart.wed")),
                                List.of("9", "10", "11", "14", "15", "16", "17"),
                                List.of(
                                        List.of(0L, 3L, 8L, 2L, 5L, 9L, 1L),
                                        List.of(1L, 6L, 4L, 10L, 7L, 3L, 0L),
                                        List.of(2L, 2L, 5L, 8L, 9L, 4L, 1L))))
                .addObject(
                        "confirmation",
                        new Confirmation(
                                words.of("confirm.title"),
                                List.of(words.of("confirm.gone.1"), words.of("confirm.gone.2")),
                                words.of("confirm.stays"),
                                "青松",
                                words.of("confirm.act"),
                                "/style-guide",
                                "/style-guide",
                                false));
    }

    @FunctionalInterface
    private interface Words {
        String of(String key);
    }

    /// The example form.
    record Form(
            String name,
            String mobile,
            String day,
            String side,
            List<String> classes,
            boolean agreed,
            String note,
            String role) {}

    /// For the owner and the administrator.
    @Controller
    @ConditionalOnProperty(name = "equiveil.style-guide", havingValue = "false", matchIfMissing = true)
    static class ForTheFirm {

        private final MessageSource messages;

        ForTheFirm(MessageSource messages) {
            this.messages = messages;
        }

        @GetMapping("/style-guide")
        @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
        ModelAndView show(Locale locale) {
            return page("frame/style-guide", messages, locale);
        }

        @GetMapping("/style-guide/client")
        @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
        ModelAndView showClientPage(Locale locale) {
            return page("frame/style-guide-client", messages, locale);
        }
    }

    /// For developers, when the setting says so.
    @Controller
    @ConditionalOnProperty(name = "equiveil.style-guide", havingValue = "true")
    @OpenToAll(because = "it shows made-up examples only, and only where the setting asks for it")
    static class ForDevelopers {

        private final MessageSource messages;

        ForDevelopers(MessageSource messages) {
            this.messages = messages;
        }

        @GetMapping("/style-guide")
        ModelAndView show(Locale locale) {
            return page("frame/style-guide", messages, locale);
        }

        @GetMapping("/style-guide/client")
        ModelAndView showClientPage(Locale locale) {
            return page("frame/style-guide-client", messages, locale);
        }
    }
}
