package io.github.redeliver.knowledge;

import io.github.redeliver.facts.Advice;
import io.github.redeliver.facts.Against;
import io.github.redeliver.facts.Instead;
import io.github.redeliver.facts.Observation;
import io.github.redeliver.facts.Symptom;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a checked knowledge base and reads it back. What is written is data; reading it runs nothing of it. */
final class KnowledgeCodec {
    /** Changes whenever the layout does. */
    static final int FORMAT = 5;

    private KnowledgeCodec() {}

    @FunctionalInterface
    private interface Part {
        void write(DataOutput out) throws IOException;
    }

    static void write(DataOutput out, KnowledgeBase kb) throws IOException {
        out.writeInt(FORMAT);
        RuleStore.Written rules = RuleStore.write(kb.rules());
        part(out, head -> {
            Binary.writeText(head, kb.revision());
            Binary.writeInts(head, rules.ends());
            kb.index().write(head);
            PackedTexts.write(head, kb.phrases());
            List<String> sections = kb.sections().keySet().stream().sorted().toList();
            head.writeInt(sections.size());
            for (String section : sections) {
                Binary.writeText(head, section);
                head.writeInt(kb.sections().get(section).remaining());
            }
        });
        part(out, automaton -> kb.automaton().write(automaton));
        part(out, all -> all.write(rules.bytes()));
        for (String section : kb.sections().keySet().stream().sorted().toList()) out.write(bytes(kb.sections().get(section)));
    }

    private static void part(DataOutput out, Part part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        part.write(new DataOutputStream(bytes));
        out.writeInt(bytes.size());
        out.write(bytes.toByteArray());
    }

    /** A part of what is left, which it takes; nothing is copied. */
    private static ByteBuffer part(ByteBuffer in, int length) throws IOException {
        if (length < 0 || length > in.remaining()) throw new IOException("cut off");
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }

    /** A copy of what is left, which stays. */
    static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(in.position(), bytes);
        return bytes;
    }

    /** @param in stays in use: rules and sections are read from it when they are needed */
    static KnowledgeBase read(ByteBuffer in) throws IOException {
        if (in.getInt() != FORMAT) throw new IOException("written by another version");
        Pack head = new Pack(bytes(part(in, in.getInt())));
        String revision = Binary.readText(head);
        int[] ends = Binary.readInts(head);
        RuleIndex index = RuleIndex.read(head);
        List<String> phrases = PackedTexts.read(head);
        Automaton automaton = Automaton.read(new Pack(bytes(part(in, in.getInt()))));
        RuleStore rules = new RuleStore(part(in, in.getInt()), ends);
        Map<String, ByteBuffer> sections = new LinkedHashMap<>();
        for (int i = head.readInt(); i > 0; i--) {
            String section = Binary.readText(head);
            sections.put(section, part(in, head.readInt()));
        }
        return new KnowledgeBase(revision, rules, index, phrases, automaton, sections);
    }

    static byte[] bytes(@Nullable Object tree) {
        try {
            return Binary.packed(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static @Nullable Object tree(byte[] bytes) {
        try {
            return Binary.readTree(new Pack(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param authoring whether what only authors need (examples, near misses) is written too */
    static void rule(DataOutput out, RuleDef r, boolean authoring) throws IOException {
        List<Object> tree = new ArrayList<>();
        tree.add(r.id());
        tree.add(r.file());
        tree.add(r.line());
        tree.add(r.stage().name());
        tree.add(r.level().name());
        tree.add(r.home());
        tree.add(r.status());
        tree.add(r.source());
        tree.add(r.since());
        for (RuleDef.Pattern p : r.patterns()) {
            List<Object> pattern = new ArrayList<>(List.of(p.type(), p.negated(), p.line()));
            for (RuleDef.Constraint c : p.constraints()) pattern.addAll(List.of(c.field(), c.operator(), c.value()));
            tree.add(pattern);
        }
        List<Object> inserts = new ArrayList<>();
        for (Object fact : r.inserts()) inserts.add(fact(fact));
        Binary.writeTree(out, tree);
        Binary.writeTree(out, inserts);
        Binary.writeTree(out, authoring ? List.of(r.allows(), r.examples(), r.nearMisses()) : null);
    }

    static RuleDef rule(DataInput in) throws IOException {
        List<?> t = Tree.list(Binary.readTree(in));
        List<RuleDef.Pattern> patterns = new ArrayList<>();
        for (Object item : t.subList(9, t.size())) {
            List<?> p = Tree.list(item);
            List<RuleDef.Constraint> constraints = new ArrayList<>();
            for (int i = 3; i < p.size(); i += 3) {
                constraints.add(new RuleDef.Constraint((String) p.get(i), (String) p.get(i + 1), p.get(i + 2)));
            }
            patterns.add(new RuleDef.Pattern((String) p.get(0), (Boolean) p.get(1), number(p.get(2)), constraints));
        }
        List<Object> inserts = new ArrayList<>();
        for (Object item : Tree.list(Binary.readTree(in))) inserts.add(fact(Tree.list(item)));
        List<?> authoring = Tree.list(Binary.readTree(in));
        return new RuleDef(
                (String) t.get(0), (String) t.get(1), number(t.get(2)), Stage.valueOf((String) t.get(3)),
                Level.valueOf((String) t.get(4)), (String) t.get(5), (String) t.get(6), (String) t.get(7),
                (String) t.get(8), patterns, inserts,
                authoring.isEmpty() ? List.of() : Tree.texts(authoring.get(0)),
                authoring.isEmpty() ? List.of() : Tree.texts(authoring.get(1)),
                authoring.isEmpty() ? List.of() : Tree.texts(authoring.get(2)));
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }

    private static List<Object> fact(Object fact) {
        if (fact instanceof Symptom s) {
            return List.of("Symptom", s.cause(), s.share(), s.list(), s.lasting(), s.who(), s.token());
        }
        if (fact instanceof Observation o) return List.of("Observation", o.cause(), o.share(), o.list(), o.who());
        if (fact instanceof Against a) return List.of("Against", a.cause(), a.note());
        if (fact instanceof Instead i) return List.of("Instead", i.claimed(), i.real(), i.note(), i.who());
        if (fact instanceof Advice a) return List.of("Advice", a.tag(), a.check());
        throw new IllegalArgumentException("no derived fact: " + fact);
    }

    private static Object fact(List<?> f) {
        return switch ((String) f.get(0)) {
            case "Symptom" -> new Symptom(
                    (String) f.get(1), number(f.get(2)), (String) f.get(3), (String) f.get(4), (String) f.get(5),
                    (String) f.get(6));
            case "Observation" ->
                new Observation((String) f.get(1), number(f.get(2)), (String) f.get(3), (String) f.get(4));
            case "Against" -> new Against((String) f.get(1), (String) f.get(2));
            case "Instead" -> new Instead((String) f.get(1), (String) f.get(2), (String) f.get(3), (String) f.get(4));
            case "Advice" -> new Advice((String) f.get(1), (Boolean) f.get(2));
            default -> throw new IllegalArgumentException("no derived fact: " + f);
        };
    }
}
