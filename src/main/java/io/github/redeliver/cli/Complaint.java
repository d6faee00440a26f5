package io.github.redeliver.cli;

/** What a command cannot do, with the exit code that says so; the message is for the person at the terminal. */
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int exitCode;

    Complaint(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }
}
