package io.equiveil;

import io.equiveil.backup.Restoration;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.StartRefused;
import java.nio.file.Files;

/// A folder in which a restoration did not come to its end is not to be worked in.
final class Restorations {

    private Restorations() {}

    /// @throws StartRefused if the folder is half restored
    static void refuseUnfinished(DataFolder folder) {
        if (Files.exists(folder.root().resolve(Restoration.UNDER_WAY))) {
            throw new StartRefused(
                    "数据文件夹 " + folder.root() + " 的恢复没有完成：请清空它，再恢复一次。",
                    "The restore into " + folder.root() + " was not completed: empty the folder and restore again.");
        }
    }
}
