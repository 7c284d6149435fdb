package io.equiveil.setup.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.identity.PersonStatus;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.SetUp;
import io.equiveil.setup.SetUpStep;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// The firm's people in the guide: who is there, and which duties too few of them can do.
@Controller
@RequestMapping("/set-up/people")
class PeopleStepController {

    private final SetUp setUp;
    private final People people;

    PeopleStepController(SetUp setUp, People people) {
        this.setUp = setUp;
        this.people = people;
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER})
    ModelAndView show(Requester.SignedIn who) {
        List<Person> staff = people.colleagues().stream()
                .filter(person -> person.kind() == PersonKind.STAFF && person.status() != PersonStatus.ENDED)
                .toList();
        return GuideController.page("setup/people", setUp, SetUpStep.PEOPLE)
                .addObject("people", staff)
                .addObject("mayInvite", who.has(Role.OWNER) || who.has(Role.ADMINISTRATOR))
                .addObject("mayPutOff", who.has(Role.OWNER));
    }
}
