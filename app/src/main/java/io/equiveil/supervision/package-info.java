/// Internal and external supervision: accesses sampled by a seed, evidence to take along, findings and their
/// correction.
///
/// Never shows a value: what it tells of an access is what the entry about it says.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: worklist",
            "law",
            "texts",
            "controls",
            "controls :: spi",
            "subjects :: spi",
            "ledger",
            "vault",
            "access",
            "access :: spi",
            "disclosure",
            "identity",
            "messages",
            "consent",
            "nda",
            "rights",
            "training",
            "partners",
            "incidents",
            "compliance",
            "crossborder",
            "defence",
            "devices",
            "clients",
            "matters",
            "dataroom",
            "transfers",
            "proofs"
        })
@NullMarked
package io.equiveil.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
