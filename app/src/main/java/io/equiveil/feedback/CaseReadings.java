package io.equiveil.feedback;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.identity.People;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Cases as people may read them: a client its own, those who answer cases all that are not about them, and everybody
/// else of the firm those that they wrote down, without the words.
@Service
public class CaseReadings {

    /// Cases on one page.
    public static final int LINES = 50;

    private final CaseRepository cases;
    private final CaseWords words;
    private final CaseReviewers reviewers;
    private final People people;
    private final Messages messages;
    private final TransactionTemplate transaction;

    CaseReadings(
            CaseRepository cases,
            CaseWords words,
            CaseReviewers reviewers,
            People people,
            Messages messages,
            TransactionTemplate transaction) {
        this.cases = cases;
        this.words = words;
        this.reviewers = reviewers;
        this.people = people;
        this.messages = messages;
        this.transaction = transaction;
    }

    /// A case as somebody may read it.
    ///
    /// @param lines   what was said, oldest first
    /// @param open    whether the words were opened; false for a colleague who only wrote it down, or
    ///                where the log could not record
    /// @param refusal why the gate did not open the words; empty if it did
    /// @param whole   whether everything that was said is still there
    /// @param may     what this person may do now
    public record Reading(
            Case of,
            List<SaidLine> lines,
            boolean open,
            Optional<Disclosure.Refused> refusal,
            boolean whole,
            Set<May> may) {
        public Reading {
            lines = List.copyOf(lines);
            may = Set.copyOf(may);
        }
    }

    /// What somebody may do with a case.
    public enum May {
        ANSWER,
        AGREE,
        CONTEST,
        /// Ask for an answer by somebody else.
        ASK_ANOTHER,
        /// Write down that the caller agreed.
        WRITE_YES
    }

    /// Reads a case: for those who act for its client and those who answer it, through the gate; without its words for
    /// whoever wrote it down.
    ///
    /// @return empty if there is no such case for this person
    public Optional<Reading> read(Requester.SignedIn who, CaseId id) {
        return cases.find(id).flatMap(one -> {
            boolean own = who.actsFor().contains(one.subject());
            boolean reviews = reviewers.of(one).contains(who.person());
            List<Saying> sayings = cases.sayings(id);
            boolean whole = one.genuine() && sayings.size() == one.sayings();
            if (own || reviews) {
                CaseWords.Opened opened = words.open(who, one, sayings);
                if (own && opened.recorded()) {
                    transaction.executeWithoutResult(_ -> messages.readAbout(who, Template.CASE_MOVED, id.value()));
                }
                return Optional.of(new Reading(
                        one, opened.lines(), opened.recorded(), opened.refusal(), whole, may(who, one, own, reviews)));
            }
            boolean wroteItDown = who.isStaff()
                    && one.way() == CaseWay.PHONE
                    && one.openedBy().equals(who.person());
            return wroteItDown || !one.genuine() && reviewers.all().contains(who.person())
                    ? Optional.of(new Reading(one, CaseWords.closed(sayings), false, Optional.empty(), whole, Set.of()))
                    : Optional.empty();
        });
    }

    private Set<May> may(Requester.SignedIn who, Case one, boolean own, boolean reviews) {
        Set<May> all = EnumSet.noneOf(May.class);
        if (own && one.genuine() && one.state() == CaseState.ANSWERED) {
            all.add(May.AGREE);
            all.add(May.CONTEST);
            if (reviewers.canAnotherAnswer(one)) {
                all.add(May.ASK_ANOTHER);
            }
        }
        if (reviews && one.waitsForFirm() && !one.wantsAnotherThan(who.person())) {
            all.add(May.ANSWER);
        }
        if (reviews
                && one.state() == CaseState.ANSWERED
                && one.way() == CaseWay.PHONE
                && one.answeredBy().filter(who.person()::equals).isEmpty()
                && people.actingFor(one.subject()).isEmpty()) {
            all.add(May.WRITE_YES);
        }
        return all;
    }

    /// The cases of everybody for whom this client acts, newest first.
    public List<Case> own(Requester.SignedIn who) {
        return who.has(Role.CLIENT) ? cases.ofSubjects(who.actsFor()) : List.of();
    }

    /// A page of cases for those who answer them, newest first, without those that are about the reader; for all other
    /// staff those that they wrote down.
    ///
    /// @param before only lower numbers
    public Page list(Requester.SignedIn who, CaseFilter filter, long before) {
        if (!who.isStaff()) {
            return new Page(List.of(), OptionalLong.empty());
        }
        List<Case> found = answersCases(who)
                ? cases.list(filter, before, LINES + 1)
                : cases.writtenDownBy(who.person(), before, LINES + 1);
        List<Case> page = found.stream().limit(LINES).toList();
        return new Page(
                page.stream().filter(one -> mayKnow(who, one)).toList(),
                found.size() > LINES ? OptionalLong.of(page.getLast().number()) : OptionalLong.empty());
    }

    /// A page of a list.
    ///
    /// @param next ask again before this number for older ones
    public record Page(List<Case> cases, OptionalLong next) {
        public Page {
            cases = List.copyOf(cases);
        }
    }

    /// Whether this person answers cases at all, as far as they are not about it.
    public boolean answersCases(Requester.SignedIn who) {
        return reviewers.all().contains(who.person());
    }

    /// The open cases that wait for this person's answer, the first due first.
    public List<Case> waitingFor(Requester.SignedIn who) {
        return answersCases(who)
                ? cases.open().stream()
                        .filter(Case::waitsForFirm)
                        .filter(one -> reviewers.of(one).contains(who.person()) && !one.wantsAnotherThan(who.person()))
                        .toList()
                : List.of();
    }

    private boolean mayKnow(Requester.SignedIn who, Case one) {
        return !one.genuine()
                || one.openedBy().equals(who.person())
                || reviewers.of(one).contains(who.person());
    }
}
