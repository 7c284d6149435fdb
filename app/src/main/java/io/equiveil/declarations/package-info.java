/// Papers that somebody beside the parties signs before a transfer is agreed: the spouse's consent (配偶知情同意书)
/// and the declaration of nominee holding (代持情况声明).
///
/// Asks whether each is needed, serves a notice to whoever is to sign before anything but name and number is
/// taken, takes the signed paper in, and keeps a matter from signing without it. Never says anything of it to
/// the other side.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: approvals",
            "frame :: worklist",
            "law",
            "texts",
            "subjects :: spi",
            "ledger",
            "vault",
            "disclosure",
            "identity",
            "files",
            "clients",
            "matters",
            "matters :: spi"
        })
@NullMarked
package io.equiveil.declarations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
