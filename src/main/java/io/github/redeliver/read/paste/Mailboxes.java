package io.github.redeliver.read.paste;

/** Who was to get a message, who sent it, as running text tells; shared with readers of other forms. */
public final class Mailboxes {
    private Mailboxes() {}

    /** The recipient named in the text, or {@code ""}. */
    public static String recipient(String text) {
        return Recipients.named(text, 0, text.length());
    }

    /** The sender named in the text, or {@code ""}. */
    public static String sender(String text) {
        return Recipients.sender(text);
    }
}
