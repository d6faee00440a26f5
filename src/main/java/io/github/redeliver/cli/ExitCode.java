package io.github.redeliver.cli;

/** The documented exit codes. */
final class ExitCode {
    static final int DONE = 0;
    static final int DID_NOT_HOLD = 1;
    static final int USAGE = 2;
    static final int RULE_ERROR = 3;
    static final int UNREADABLE = 4;
    static final int PARTIAL = 5;
    static final int INTERNAL = 70;

    private ExitCode() {}
}
