package io.equiveil;

import java.util.List;

/// The rooms, lowest floor first: the order in which their schemas are migrated.
final class Rooms {

    static final List<String> IN_ORDER = List.of(
            "kernel",
            "frame",
            "law",
            "controls",
            "subjects",
            "ledger",
            "vault",
            "access",
            "disclosure",
            "firm",
            "texts",
            "identity",
            "approvals",
            "messages",
            "backup",
            "nda",
            "seals",
            "consent",
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
            "conversations",
            "dataroom",
            "transfers",
            "declarations",
            "imports",
            "portal",
            "trustcentre",
            "supervision",
            "responsibility",
            "education",
            "improvement",
            "collaboration",
            "feedback",
            "evidence",
            "setup");

    private Rooms() {}
}
