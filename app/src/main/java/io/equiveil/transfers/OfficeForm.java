package io.equiveil.transfers;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.Purpose;
import io.equiveil.matters.CompanyForm;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What an office asks for in a transfer.
///
/// @param purpose   for which the values are opened
/// @param rules     rules of law that the filing rests on
/// @param steps     steps of the checklist that it belongs to
/// @param forms     kinds of companies whose transfers are filed there
/// @param documents what is brought along
/// @param fields    the lines of its sheet, in the order in which the office's own form goes
public record OfficeForm(
        Office office,
        Purpose purpose,
        List<String> rules,
        List<TransferStep> steps,
        Set<CompanyForm> forms,
        List<Paper> documents,
        List<Line> fields) {

    public OfficeForm {
        rules = List.copyOf(rules);
        steps = List.copyOf(steps);
        forms = Set.copyOf(forms);
        documents = List.copyOf(documents);
        fields = List.copyOf(fields);
    }

    /// A document that is brought along.
    ///
    /// @param sellers kinds of sellers of whom it is asked
    public record Paper(String zh, String en, List<String> rules, Set<ClientKind> sellers) {
        public Paper {
            rules = List.copyOf(rules);
            sellers = Set.copyOf(sellers);
        }

        public String title(Locale locale) {
            return said(zh, en, locale);
        }
    }

    /// A line of the sheet.
    public record Line(String zh, String en, SheetSource source) {

        public String label(Locale locale) {
            return said(zh, en, locale);
        }
    }

    private static String said(String zh, String en, Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? en : zh;
    }

    /// What is brought along where somebody of this kind sells.
    public List<Paper> documentsOf(ClientKind seller) {
        return documents.stream()
                .filter(paper -> paper.sellers().contains(seller))
                .toList();
    }
}
