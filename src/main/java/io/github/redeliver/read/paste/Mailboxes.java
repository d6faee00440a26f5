package io.github.redeliver.read.paste;

import io.github.redeliver.read.Words;
import java.util.List;

/** Who was to get a message, who sent it, as running text tells; shared with readers of other forms. */
public final class Mailboxes {
    private final Recipients recipients;

    public Mailboxes(Words words) {
        this.recipients = new Recipients(words);
    }

    /** The address that a line of the text begins with, as what is told of it opens, or {@code ""}. */
    public String heading(String text) {
        List<Recipients.Section> sections = Recipients.sections(text, 1);
        return sections.isEmpty() ? "" : sections.get(0).recipient();
    }

    /** The recipient named in the text, or {@code ""}. */
    public String recipient(String text) {
        return recipients.named(text, 0, text.length());
    }
}
