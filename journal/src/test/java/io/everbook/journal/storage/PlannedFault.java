package io.everbook.journal.storage;

/** A failure to come: after so many operations of one kind on files of certain names, once or for good. */
public final class PlannedFault {

    private final DiskOperation operation;
    private final DiskFault kind;
    private final String nameContains;
    private final boolean permanent;
    private int passes;

    /**
     * Plans a failure.
     *
     * @param operation what fails
     * @param kind how it fails; for a write also {@link DiskFault#NO_SPACE} and {@link DiskFault#CORRUPTED_WRITE}
     * @param nameContains what the name of the file must contain
     * @param passes how many such operations succeed before
     * @param permanent whether all later ones fail as well
     */
    public PlannedFault(DiskOperation operation, DiskFault kind, String nameContains, int passes, boolean permanent) {
        this.operation = operation;
        this.kind = kind;
        this.nameContains = nameContains;
        this.passes = passes;
        this.permanent = permanent;
    }

    /** Plans the ordinary failure of an operation. */
    public static PlannedFault of(DiskOperation operation, String nameContains, int passes, boolean permanent) {
        return new PlannedFault(operation, operation.error(), nameContains, passes, permanent);
    }

    DiskFault kind() {
        return kind;
    }

    boolean permanent() {
        return permanent;
    }

    /** Whether it is due now; counts the operation where it is of its kind. */
    boolean due(DiskOperation now, String name) {
        return now == operation && name.contains(nameContains) && passes-- <= 0;
    }
}
