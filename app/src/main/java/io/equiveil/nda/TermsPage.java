package io.equiveil.nda;

import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.nda.WantedTerms.Fault;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/// The page on which an agreement is written with other terms than the usual ones (`nda/terms`), for the rooms at whose
/// clients and matters agreements begin.
public final class TermsPage {

    private TermsPage() {}

    /// @param action where the form goes
    /// @param back   where the way back leads
    public static ModelAndView of(
            AgreementKind kind, WantedTerms typed, String language, Set<Fault> faults, String action, String back) {
        ModelAndView page = new ModelAndView("nda/terms")
                .addObject("kind", kind)
                .addObject("typed", typed)
                .addObject("language", language)
                .addObject("faults", faults)
                .addObject("action", action)
                .addObject("back", back)
                .addObject("classes", InformationClass.values())
                .addObject(
                        "promisable",
                        AgreementTerms.PROMISABLE.stream().map(ControlId::value).toList());
        if (!faults.isEmpty()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    /// The terms as the page sends them: boxes that are not ticked are not sent, and mean no.
    public static WantedTerms typed(WantedTerms sent) {
        return new WantedTerms(
                sent.scope() == null ? Set.of() : sent.scope(),
                sent.yearsAfterClosing(),
                Boolean.TRUE.equals(sent.mutual()),
                sent.damagesYuan(),
                Boolean.TRUE.equals(sent.coversCosts()),
                sent.answerWithinDays(),
                sent.measures() == null ? Set.of() : sent.measures());
    }
}
