package io.github.redeliver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a case. The same case, knowledge base, language and DNS answers give an equal result.
 *
 * @param id the case's id
 * @param form {@code mail ndr log-line reply transcript webhook letter unknown}
 * @param kind {@code failure delay success auto-reply feedback none}
 * @param what in plain words what an input is that is no failure, or {@code ""}
 * @param kb revision of the knowledge base
 * @param diagnoses one for each recipient that failed
 * @param limits bounds that were hit: the result is then partial
 */
public record Result(
        String id, String form, String kind, String what, String kb, List<Diagnosis> diagnoses, List<String> limits) {
    public Result {
        diagnoses = List.copyOf(diagnoses);
        limits = List.copyOf(limits);
    }

    /** The same result, with one more bound that was hit. */
    public Result withLimit(String limit) {
        List<String> more = new java.util.ArrayList<>(limits);
        if (!more.contains(limit)) more.add(limit);
        return new Result(id, form, kind, what, kb, diagnoses, more);
    }

    /**
     * The diagnosis for one recipient. Texts are {@code ""} where unknown.
     *
     * @param recipient the address that failed
     * @param sender the reverse-path of the failed message
     * @param reply basic reply code, three digits
     * @param enhanced enhanced status code
     * @param stage SMTP stage that was answered
     * @param host the host that spoke
     * @param provider id of the system that spoke
     * @param list id of the blocklist at rank 1
     * @param temporary true when it passes by itself or the receiver asks to retry
     * @param retryAfter seconds that the reply asks to wait before the next try, 0 where it names none
     * @param text the deciding reply
     * @param findings ranked; empty when nothing was recognised
     * @param next checks that would decide what is open
     */
    public record Diagnosis(
            String recipient,
            String sender,
            String reply,
            String enhanced,
            String stage,
            String host,
            String provider,
            String list,
            boolean temporary,
            long retryAfter,
            String text,
            List<Finding> findings,
            List<Check> next) {
        public Diagnosis {
            findings = List.copyOf(findings);
            next = List.copyOf(next);
        }
    }

    /**
     * One cause.
     *
     * @param rank from 1
     * @param cause id of the vocabulary
     * @param certainty 0 to 0.99
     * @param who who acts
     * @param name the cause's name in the asked language
     * @param summary one sentence in the asked language
     * @param meaning more about it
     * @param list id of the blocklist, or {@code ""}
     * @param token the provider's own code, or {@code ""}
     * @param temporary whether this cause passes by itself
     * @param evidence what speaks for it
     * @param against what speaks against it
     * @param notes how it was reasoned, in sentences
     * @param rules rules that led here
     * @param remedies what to do, the most specific first
     */
    public record Finding(
            int rank,
            String cause,
            double certainty,
            String who,
            String name,
            String summary,
            String meaning,
            String list,
            String token,
            boolean temporary,
            List<Evidence> evidence,
            List<Evidence> against,
            List<String> notes,
            List<String> rules,
            List<Remedy> remedies) {
        public Finding {
            evidence = List.copyOf(evidence);
            against = List.copyOf(against);
            notes = List.copyOf(notes);
            rules = List.copyOf(rules);
            remedies = List.copyOf(remedies);
        }
    }

    /**
     * A piece of evidence.
     *
     * @param kind {@code text code report dns talk known}
     * @param quote the words, or what was observed
     * @param start position in the input (UTF-16 units), -1 where there is none
     * @param end position after the last character
     * @param part the decoded part that positions count in, or {@code ""} for the input itself
     * @param question the DNS question, or {@code ""}
     * @param answer the DNS answer, or {@code ""}
     * @param rule id of the rule that used it
     * @param note a sentence about it, or {@code ""}
     */
    public record Evidence(
            String kind, String quote, int start, int end, String part, String question, String answer, String rule,
            String note) {
        // Written out, as all that a start needs: what a record makes of itself is put together at run time, and that takes long.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Evidence o
                    && o.start == start && o.end == end && o.kind.equals(kind) && o.quote.equals(quote)
                    && o.part.equals(part) && o.question.equals(question) && o.answer.equals(answer)
                    && o.rule.equals(rule) && o.note.equals(note);
        }

        @Override
        public int hashCode() {
            int hash = kind.hashCode();
            hash = 31 * hash + quote.hashCode();
            hash = 31 * hash + start;
            hash = 31 * hash + end;
            hash = 31 * hash + part.hashCode();
            hash = 31 * hash + question.hashCode();
            hash = 31 * hash + answer.hashCode();
            hash = 31 * hash + rule.hashCode();
            hash = 31 * hash + note.hashCode();
            return hash;
        }
    }

    /**
     * What to do.
     *
     * @param id its tag
     * @param title in the asked language
     * @param steps in order
     * @param avoid what not to do
     * @param links where
     * @param takes how long to expect, an ISO 8601 duration, or null where nobody can say
     */
    public record Remedy(
            String id, String title, List<String> steps, List<String> avoid, List<String> links,
            @Nullable String takes) {
        public Remedy {
            steps = List.copyOf(steps);
            avoid = List.copyOf(avoid);
            links = List.copyOf(links);
        }
    }

    /**
     * A check that would decide what is open.
     *
     * @param id its tag
     * @param question in the asked language
     * @param command to run, or {@code ""}
     */
    public record Check(String id, String question, String command) {
        // Written out, as all that a start needs: what a record makes of itself is put together at run time, and that takes long.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Check o
                    && o.id.equals(id) && o.question.equals(question) && o.command.equals(command);
        }

        @Override
        public int hashCode() {
            int hash = id.hashCode();
            hash = 31 * hash + question.hashCode();
            hash = 31 * hash + command.hashCode();
            return hash;
        }
    }
}
