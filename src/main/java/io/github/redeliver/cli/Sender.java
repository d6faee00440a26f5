package io.github.redeliver.cli;

import io.github.redeliver.evidence.Context;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** What only the sender knows, and rules about the policies of providers ask for. */
final class Sender {
    @Option(names = "--daily", paramLabel = "N", description = "Messages a day to one receiver: large senders must do more.")
    long daily = -1;

    @Option(names = "--ip-since", paramLabel = "DATE", description = "First day of use of the sending address, as 2026-11-02.")
    String ipSince = "";

    @Option(names = "--first-blocked", paramLabel = "DATE", description = "When the receiver first refused, as 2026-11-28.")
    String firstBlocked = "";

    @Option(names = "--sender-score", paramLabel = "N", description = "The address's Sender Score, 0 to 100.")
    int senderScore = -1;

    /**
     * The same with what the options tell; ages are counted to today (UTC).
     *
     * @throws Complaint when a date is none, or the score is over 100
     */
    Context with(Context known) {
        day("--ip-since", ipSince);
        day("--first-blocked", firstBlocked);
        if (senderScore > Context.BEST_SCORE) {
            throw new Complaint(ExitCode.USAGE, "--sender-score " + senderScore + ": from 0 to " + Context.BEST_SCORE);
        }
        String now = ipSince.isEmpty() && firstBlocked.isEmpty() ? "" : today();
        return new Context(
                known.ip(), known.helo(), known.from(), known.host(), known.system(), daily, firstBlocked, ipSince, senderScore, now);
    }

    /** The day that ages are counted to where nothing else is said. */
    static String today() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    private static void day(String option, String value) {
        if (value.isEmpty() || Context.day(value) != null) return;
        throw new Complaint(ExitCode.USAGE, option + " " + value + ": no date; a date is written as 2026-11-28");
    }
}
