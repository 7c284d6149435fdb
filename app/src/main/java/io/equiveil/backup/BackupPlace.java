package io.equiveil.backup;

import java.io.IOException;

/// Finds the folder of backups anew each time: a disk that was missing at the start may be there later, and the other
/// way round. A house without it works on, with a red control.
interface BackupPlace {

    /// @throws IOException if it cannot be had now
    BackupFolder open() throws IOException;
}
