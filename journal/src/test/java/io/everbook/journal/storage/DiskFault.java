package io.everbook.journal.storage;

/** What a simulated disk can do to its user, as it is counted. */
public enum DiskFault {
    /** The process died; what it had written stays. */
    PROCESS_DEATH,

    /** The power was cut; only what was forced is certain to stay. */
    POWER_CUT,

    /** Bytes that were written and not forced were lost. */
    LOST_WRITE,

    /** A write that was not forced stayed in part. */
    TORN_WRITE,

    /** A write stayed although an earlier one, which was not forced either, was lost. */
    REORDERED_WRITE,

    /** A file's new size was lost. */
    LOST_SIZE,

    /** A new name of a new file was lost. */
    LOST_CREATION,

    /** A rename was lost. */
    LOST_RENAME,

    /** A deletion was lost: the file is back. */
    LOST_DELETION,

    /** A bit of a file changed while nobody wrote it. */
    BIT_FLIP,

    /** A bit changed on its way to the device. */
    CORRUPTED_WRITE,

    /** A call wrote fewer bytes than it was given. */
    SHORT_WRITE,

    /** A call read fewer bytes than it was asked for. */
    SHORT_READ,

    /** A write failed, possibly after some bytes. */
    WRITE_ERROR,

    /** A write failed because the device is full, possibly after some bytes. */
    NO_SPACE,

    /** A force failed, and what was to be forced is partly gone. */
    FORCE_ERROR,

    /** A read failed. */
    READ_ERROR,

    /** A file could not be created, renamed, deleted or cut, or a directory not be listed or forced. */
    DIRECTORY_ERROR,

    /** An operation took long. */
    SLOW
}
