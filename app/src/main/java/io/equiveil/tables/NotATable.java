package io.equiveil.tables;

/// A file is not read as a table, for this reason. Says nothing of its content.
final class NotATable extends Exception {

    private static final long serialVersionUID = 1L;

    private final TableRefusal because;

    NotATable(TableRefusal because) {
        super(because.name());
        this.because = because;
    }

    TableRefusal because() {
        return because;
    }
}
