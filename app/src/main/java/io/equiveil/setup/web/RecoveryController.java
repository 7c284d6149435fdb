package io.equiveil.setup.web;

import io.equiveil.firm.FirmProfile;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.identity.QrPicture;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.PrintedSheet;
import io.equiveil.setup.RecoveryBook;
import io.equiveil.setup.SetUp;
import io.equiveil.setup.SetUpStep;
import io.equiveil.setup.SheetHolder;
import io.equiveil.setup.SheetRequest;
import io.equiveil.setup.SheetResult;
import io.equiveil.setup.SheetSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 恢复纸: asked for by the owner, agreed to by a second person, made and printed once, confirmed by whoever has one.
@Controller
@RequestMapping("/set-up/recovery")
class RecoveryController {

    private static final List<Integer> NUMBERS = List.of(1, 2, 3, 4, 5, 6, 7);
    private static final int USUALLY = 3;

    private final SetUp setUp;
    private final RecoveryBook book;
    private final People people;
    private final FirmProfile firm;

    RecoveryController(SetUp setUp, RecoveryBook book, People people, FirmProfile firm) {
        this.setUp = setUp;
        this.book = book;
        this.people = people;
        this.firm = firm;
    }

    /// A sheet as it is printed.
    record Printed(int number, String checkCode, SheetHolder holder, List<String> lines, QrPicture picture) {

        static Printed of(PrintedSheet sheet, SheetSet set) {
            return new Printed(
                    sheet.number(),
                    sheet.checkCode(),
                    set.sheets().get(sheet.number() - 1).holder(),
                    sheet.lines(),
                    QrPicture.of(sheet.qr()));
        }

        @Override
        public String toString() {
            return "Printed[hidden]";
        }
    }

    /// Looks up what to call a colleague.
    final class Names {
        public String of(PersonId person) {
            return people.codeName(person);
        }
    }

    @GetMapping
    @AllowedTo(Role.OWNER)
    ModelAndView show(Requester.SignedIn who) {
        return page(who, Wanted.of(2, null), null);
    }

    @PostMapping
    @AllowedTo(value = Role.OWNER, stepUp = true, returnTo = "/set-up/recovery")
    ModelAndView make(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "2") int needed,
            @RequestParam(required = false) @Nullable List<String> holders) {
        Wanted wanted = Wanted.of(needed, holders);
        if (wanted.isIncomplete()) {
            return refused(page(who, wanted, SheetResult.Fault.HOLDER));
        }
        return switch (book.make(who, needed, wanted.known())) {
            case SheetResult.Made(var set, var sheets) ->
                new ModelAndView("setup/sheets")
                        .addObject("set", set)
                        .addObject("firm", firm.current())
                        .addObject("names", new Names())
                        .addObject(
                                "sheets",
                                sheets.stream()
                                        .map(sheet -> Printed.of(sheet, set))
                                        .toList());
            case SheetResult.Refused(var fault) -> refused(page(who, wanted, fault));
            case SheetResult.Confirmed _, SheetResult.Asked _ -> throw new IllegalStateException("nothing was made");
        };
    }

    /// What the form says of a new set.
    ///
    /// @param words as they were chosen, for the form that comes back
    private record Wanted(int needed, List<String> words, List<SheetHolder> known) {

        static Wanted of(int needed, @Nullable List<String> holders) {
            List<String> words = Optional.ofNullable(holders).orElse(List.of()).stream()
                    .filter(word -> !word.isBlank())
                    .toList();
            return new Wanted(
                    needed,
                    words,
                    words.stream()
                            .flatMap(word -> SheetHolder.of(word).stream())
                            .toList());
        }

        boolean isIncomplete() {
            return known.size() < words.size();
        }
    }

    /// The request for a new set, for whoever asked and whoever may agree.
    @GetMapping("/request")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER})
    ModelAndView request(Requester.SignedIn who) {
        return request(who, null);
    }

    private ModelAndView request(Requester.SignedIn who, SheetResult.@Nullable Fault fault) {
        Optional<SheetRequest> open = book.open();
        return new ModelAndView("setup/sheet-request")
                .addObject("request", open.orElse(null))
                .addObject(
                        "mayDecide",
                        open.filter(request -> book.mayDecide(who, request)).isPresent())
                .addObject("set", book.current().orElse(null))
                .addObject("older", Math.max(0, book.sets().size() - 1))
                .addObject("names", new Names())
                .addObject("fault", fault);
    }

    /// The owner asks for a new set.
    @PostMapping("/request")
    @AllowedTo(Role.OWNER)
    ModelAndView ask(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "2") int needed,
            @RequestParam(required = false) @Nullable List<String> holders,
            RedirectAttributes redirect) {
        Wanted wanted = Wanted.of(needed, holders);
        SheetResult result = wanted.isIncomplete()
                ? new SheetResult.Refused(SheetResult.Fault.HOLDER)
                : book.ask(who, needed, wanted.known());
        if (result instanceof SheetResult.Refused(var fault)) {
            return refused(page(who, wanted, fault));
        }
        redirect.addFlashAttribute("notice", Notice.done("setup.recovery.asked"));
        return new ModelAndView("redirect:/set-up/recovery");
    }

    /// A second person agrees, or does not.
    @PostMapping("/request/decision")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER},
            stepUp = true)
    ModelAndView decide(Requester.SignedIn who, @RequestParam boolean agreed, RedirectAttributes redirect) {
        if (book.decide(who, agreed) instanceof SheetResult.Refused(var fault)) {
            return refused(request(who, fault));
        }
        redirect.addFlashAttribute(
                "notice", Notice.done(agreed ? "setup.recovery.agreed" : "setup.recovery.not-agreed"));
        return new ModelAndView("redirect:/set-up/recovery/request");
    }

    @GetMapping("/confirmation")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD
    })
    ModelAndView ask(Requester.SignedIn who) {
        return confirmation(who, null);
    }

    @PostMapping("/confirmation")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD
    })
    ModelAndView confirm(
            Requester.SignedIn who,
            @RequestParam int number,
            @RequestParam(defaultValue = "") String checkCode,
            RedirectAttributes redirect) {
        return switch (book.confirm(who, number, checkCode)) {
            case SheetResult.Confirmed _ -> {
                redirect.addFlashAttribute("notice", Notice.done("setup.recovery.confirmed", Integer.toString(number)));
                yield new ModelAndView("redirect:" + (who.has(Role.OWNER) ? "/set-up/recovery" : "/"));
            }
            case SheetResult.Refused(var fault) -> refused(confirmation(who, fault));
            case SheetResult.Made _, SheetResult.Asked _ -> throw new IllegalStateException("nothing was confirmed");
        };
    }

    private ModelAndView confirmation(Requester.SignedIn who, SheetResult.@Nullable Fault fault) {
        List<SheetSet.Sheet> mine = book.current().stream()
                .flatMap(set -> set.sheets().stream())
                .filter(sheet -> !sheet.isConfirmed() && book.mayConfirm(who, sheet))
                .toList();
        return new ModelAndView("setup/confirmation")
                .addObject("mine", mine)
                .addObject("names", new Names())
                .addObject("fault", fault);
    }

    private ModelAndView page(Requester.SignedIn who, Wanted wanted, SheetResult.@Nullable Fault fault) {
        List<Person> staff = people.colleagues().stream()
                .filter(person -> person.kind() == PersonKind.STAFF && person.isActive())
                .toList();
        return GuideController.page("setup/recovery", setUp, SetUpStep.RECOVERY)
                .addObject("set", book.current().orElse(null))
                .addObject("older", Math.max(0, book.sets().size() - 1))
                .addObject("names", new Names())
                .addObject("staff", staff)
                .addObject("places", SheetHolder.Place.values())
                .addObject("rows", NUMBERS)
                .addObject("usually", USUALLY)
                .addObject("holders", wanted.words())
                .addObject("needed", wanted.needed())
                .addObject("second", book.needsSecondPerson(who))
                .addObject(
                        "waiting",
                        book.open()
                                .filter(request -> request.state() == SheetRequest.State.ASKED)
                                .orElse(null))
                .addObject(
                        "request",
                        book.open()
                                .filter(request -> request.state() == SheetRequest.State.AGREED)
                                .filter(request -> request.askedBy().equals(who.person()))
                                .orElse(null))
                .addObject("fault", fault);
    }

    private static ModelAndView refused(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }
}
