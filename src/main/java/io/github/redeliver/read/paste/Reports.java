package io.github.redeliver.read.paste;

/** Whether a text has the shape of a delivery report in words; shared with readers of other forms. */
public final class Reports {
    private Reports() {}

    /** Sentences and fields that only reports have, whoever wrote them. */
    public static boolean looks(String text) {
        return Frame.looks(text.length() > 50_000 ? text.substring(0, 50_000) : text);
    }
}
