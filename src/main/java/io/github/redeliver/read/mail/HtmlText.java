package io.github.redeliver.read.mail;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML to lines of text as a reader would see them. */
final class HtmlText {
    private static final int LONGEST = 128 * 1024;

    private static final Set<String> BREAKS = Set.of("br", "tr", "li");

    private HtmlText() {}

    static String of(String html) {
        String head = html.length() > LONGEST ? html.substring(0, LONGEST) : html;
        StringBuilder out = new StringBuilder(head.length() / 2);
        Jsoup.parse(head).body().traverse(new Lines(out));
        return out.toString();
    }

    private record Lines(StringBuilder out) implements NodeVisitor {
        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                boolean pre = text.parent() != null && text.parent().nameIs("pre");
                String words = text.getWholeText();
                for (int i = 0; i < words.length(); i++) {
                    char c = words.charAt(i) == '\u00a0' ? ' ' : words.charAt(i);
                    if (pre || !Character.isWhitespace(c)) out.append(c);
                    else if (out.length() > 0 && !Character.isWhitespace(out.charAt(out.length() - 1))) out.append(' ');
                }
            } else if (node instanceof Element element && breaks(element)) {
                line(apart(element));
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && breaks(element)) {
                line(apart(element));
            } else if (node.nameIs("td")) {
                out.append(' ');
            }
        }

        private static boolean breaks(Element element) {
            return element.isBlock() || BREAKS.contains(element.normalName());
        }

        /** How many line ends part an element from what is before and behind it. */
        private static int apart(Element element) {
            return element.normalName().equals("p") || element.normalName().startsWith("h") ? 2 : 1;
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
