package io.github.redeliver.evidence;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the caller knows besides the bounce. Texts are {@code ""}, numbers -1 where unknown.
 *
 * @param ip the sending IP address
 * @param helo the HELO name it uses
 * @param from the From domain (or a whole address)
 * @param host the host that spoke
 * @param system id of the system behind it (of {@code kb/systems})
 * @param daily messages a day to that provider
 * @param firstBlocked when it was first refused, ISO date or time
 * @param ipSince first day of use of the address, ISO date
 * @param senderScore Sender Score, 0 to 100
 * @param now the day that ages are counted to, ISO date; {@code ""} means that ages stay unknown (no clock is read here)
 */
public record Context(
        String ip,
        String helo,
        String from,
        String host,
        String system,
        long daily,
        String firstBlocked,
        String ipSince,
        int senderScore,
        String now) {
    /** The highest Sender Score there is. */
    public static final int BEST_SCORE = 100;

    private static final int DATE = 10;

    /** Nothing is known. */
    public static final Context NONE = new Context("", "", "", "", "", -1, "", "", -1, "");

    /** The usual five; nothing else is known. */
    public static Context of(String ip, String helo, String from, String host, String system) {
        return new Context(ip, helo, from, host, system, -1, "", "", -1, "");
    }

    /** The day of an ISO date or time, or null where the text is none. */
    public static @Nullable LocalDate day(String text) {
        if (text.length() < DATE || text.length() > DATE && text.charAt(DATE) != 'T' && text.charAt(DATE) != ' ') return null;
        try {
            return LocalDate.parse(text.substring(0, DATE));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The same, with ages counted to this day (ISO date). */
    public Context on(String day) {
        return new Context(ip, helo, from, host, system, daily, firstBlocked, ipSince, senderScore, day);
    }
}
