package io.github.redeliver.read.mail;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML to lines of text as a reader would see them. */
final class HtmlText {
    private static final int LONGEST = 128 * 1024;

    private HtmlText() {}

    static String of(String html) {
        String head = html.length() > LONGEST ? html.substring(0, LONGEST) : html;
        StringBuilder out = new StringBuilder(head.length() / 2);
        try {
            Jsoup.parse(head).body().traverse(new Lines(out));
        } catch (RuntimeException e) {
            return head;
        }
        return out.toString();
    }

    private record Lines(StringBuilder out) implements NodeVisitor {
        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                boolean pre = node.parent() instanceof Element parent && parent.normalName().equals("pre");
                String words = text.getWholeText();
                for (int i = 0; i < words.length(); i++) {
                    char c = words.charAt(i) == '\u00a0' ? ' ' : words.charAt(i);
                    if (!pre && Character.isWhitespace(c)) c = ' ';
                    if (c == ' ' && !pre && (out.length() == 0 || Character.isWhitespace(out.charAt(out.length() - 1)))) continue;
                    out.append(c);
                }
            } else if (node instanceof Element element && breaks(element)) {
                line(element.normalName().equals("p") || element.normalName().startsWith("h") ? 2 : 1);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && breaks(element)) {
                line(element.normalName().equals("p") || element.normalName().startsWith("h") ? 2 : 1);
            } else if (node instanceof Element element && element.normalName().equals("td")) {
                out.append(' ');
            }
        }

        private static boolean breaks(Element element) {
            return element.isBlock() || element.normalName().equals("br") || element.normalName().equals("tr")
                    || element.normalName().equals("li");
        }

        private void line(int breaks) {
            int have = 0;
            int i = out.length();
            while (i > 0 && Character.isWhitespace(out.charAt(i - 1))) {
                if (out.charAt(i - 1) == '\n') have++;
                i--;
            }
            for (; have < breaks && i > 0; have++) out.append('\n');
        }
    }
}
