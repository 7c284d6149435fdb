/// Lists that are brought in: clients from a workbook or a CSV file, looked at before anything is kept,
/// taken in row by row.
///
/// Takes in what may be taken in and nothing else: of a client a name and a mobile number, as if they were
/// typed one by one; of a running matter a code name, a stage and a day. Everything else waits until the notice
/// was served.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: worklist",
            "subjects :: spi",
            "ledger",
            "vault",
            "disclosure",
            "identity",
            "files",
            "tables",
            "clients",
            "matters"
        })
@NullMarked
package io.equiveil.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
