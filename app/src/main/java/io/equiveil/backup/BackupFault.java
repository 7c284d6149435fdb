package io.equiveil.backup;

import java.io.IOException;

/// Why a backup was not made, or does not come back. Each has a sentence on the page (`backup.fault.…`) and on the
/// command line.
public enum BackupFault {
    /// The disk of the backups is too full.
    NO_SPACE("备份磁盘空间不足", "the disk of the backups is too full"),
    /// The folder cannot be read or written.
    FOLDER("备份文件夹无法读写", "the backup folder cannot be read or written"),
    /// The database did not answer, or hid rows.
    DATABASE("数据库没有给出全部数据", "the database did not give all its data"),
    /// A file is changed or cut off.
    DAMAGED("备份文件已损坏或不完整", "a backup file is damaged or cut off"),
    /// A file belongs to another installation.
    FOREIGN("备份不属于这把根密钥", "the backup does not belong to this root key"),
    /// Written by a newer program.
    NEWER_FORMAT("备份由更新版本的股隐写成", "the backup was written by a newer EquiVeil"),
    /// A frame of the archive is missing or changed.
    ARCHIVE_DAMAGED("台账存档有缺失或被改动", "the archive of the log has a gap or was changed"),
    /// There is nothing to bring back.
    NO_BACKUP("没有可用的备份", "there is no backup to use"),
    /// All keys that could go with the generation have aged out.
    NO_KEYS("这一份备份的密钥部分已经过期删除", "the keys that belong to this backup have aged out"),
    /// The restored log does not reach what is known.
    LOG_SHORT("恢复出的台账没有达到已知的检查点", "the restored log does not reach the known checkpoint"),
    /// Sealed values do not open.
    VALUES_BROKEN("抽查的加密内容打不开", "sealed values of the sample do not open"),
    /// Documents are missing or changed.
    DOCUMENTS_BROKEN("备份中的文件缺失或被改动", "documents of the backup are missing or changed"),
    /// The program ended in the middle.
    INTERRUPTED("过程被中断", "it was interrupted"),
    /// Something that nobody foresaw; the log says where.
    UNEXPECTED("意外错误，详见日志", "unexpected; see the log");

    private final String chinese;
    private final String english;

    BackupFault(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /// The sentence for the command line.
    public String chinese() {
        return chinese;
    }

    /// The same in English.
    public String english() {
        return english;
    }

    /// The fault, on its way up.
    public static final class Found extends IOException {

        private final BackupFault fault;

        Found(BackupFault fault) {
            super(fault.english);
            this.fault = fault;
        }

        Found(BackupFault fault, Throwable cause) {
            super(fault.english, cause);
            this.fault = fault;
        }

        public BackupFault fault() {
            return fault;
        }
    }
}
