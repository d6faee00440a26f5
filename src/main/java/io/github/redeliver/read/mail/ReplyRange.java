package io.github.redeliver.read.mail;

import io.github.redeliver.read.ReplyText;

/** Small tests about reply codes. */
final class ReplyRange {
    private ReplyRange() {}

    static boolean isCode(String text) {
        return text.length() == 3 && ReplyText.codeAt(text, 0);
    }
}
