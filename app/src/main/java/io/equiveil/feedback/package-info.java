/// What clients hold against the firm or want of it, as cases with a last day: a suspected breach, a complaint, a copy,
/// a correction, an erasure, the end of an account.
///
/// Never closes a case: the firm answers, whoever opened it agrees or does not, and no clock decides in between.
/// Shows a case to nobody whom it is about.
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
            "transfers"
        })
@NullMarked
package io.equiveil.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
