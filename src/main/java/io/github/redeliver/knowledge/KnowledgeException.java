package io.github.redeliver.knowledge;

import java.util.List;
import java.util.stream.Collectors;

/** A knowledge base that cannot be used, with every problem found. */
public final class KnowledgeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public KnowledgeException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public KnowledgeException(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of();
    }

    /** What is wrong, in the order of files and lines; empty when the folder itself could not be read. */
    public List<Problem> problems() {
        return problems;
    }
}
