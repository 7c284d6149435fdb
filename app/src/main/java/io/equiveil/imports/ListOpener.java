package io.equiveil.imports;

import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.disclosure.DocumentDisclosure;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.tables.TableEncoding;
import io.equiveil.tables.TableFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Opens the content of a list for the machine that reads lists; each time with an entry in the log.
@Component
class ListOpener {

    private static final Requester READER = new Requester.Machine(SystemPrincipal.LIST_READER);

    private final Disclosures disclosures;

    ListOpener(Disclosures disclosures) {
        this.disclosures = disclosures;
    }

    /// What came of opening a list.
    sealed interface Opened {
        record Table(TableFile table) implements Opened {}

        record Not(Trouble because) implements Opened {}
    }

    Opened open(BroughtList list) {
        return open(list, list.encoding());
    }

    /// @param encoding another one than the list's
    Opened open(BroughtList list, Optional<TableEncoding> encoding) {
        return switch (disclosures.openDocument(READER, list.address(), Why.of(Purpose.CONTACT))) {
            case DocumentDisclosure.Unrecorded _ -> new Opened.Not(Trouble.UNRECORDED);
            case DocumentDisclosure.Refused _ -> new Opened.Not(Trouble.UNREADABLE);
            case DocumentDisclosure.Open open -> {
                try (InputStream content = open.content()) {
                    yield table(list, content.readAllBytes(), encoding);
                } catch (IOException e) {
                    yield new Opened.Not(Trouble.UNREADABLE);
                }
            }
        };
    }

    private static Opened table(BroughtList list, byte[] bytes, Optional<TableEncoding> encoding) {
        return ListContent.of(bytes)
                .filter(content -> content.by().equals(list.by()))
                .map(content -> TableFile.look(content.file(), encoding))
                .<Opened>map(look -> look instanceof TableFile.Look.Sound(var table)
                        ? new Opened.Table(table)
                        : new Opened.Not(Trouble.UNREADABLE))
                .orElseGet(() -> new Opened.Not(Trouble.UNREADABLE));
    }
}
