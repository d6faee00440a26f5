package io.github.redeliver.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.facts.Reply;
import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.knowledge.Normaliser;
import io.github.redeliver.knowledge.RuleDef;
import io.github.redeliver.knowledge.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.compiler.kie.builder.impl.DrlProject;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;

/**
 * The rule files are plain DRL: stock Drools compiles them as they stand, and fires the same rules on the same facts as
 * the network that is built here from their closed form.
 */
class StockDroolsTest {
    /** Stock Drools walks a family's wordings one by one: every example would take minutes. */
    private static final int EVERY = 17;

    private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*+\"";
    private static final Pattern PHRASE = Pattern.compile(
            "phrase\\s*(?:==\\s*" + STRING + "|in\\s*\\(\\s*" + STRING + "(?:\\s*,\\s*" + STRING + ")*+\\s*\\))");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");

    @Test
    void firesWhatStockDroolsFires() throws IOException {
        KnowledgeBase base = TestKnowledge.load();
        KieBase stock = compile();
        Map<String, RuleDef> rules = new HashMap<>();
        List<RuleDef> compared = base.rules().stream().filter(r -> compared(Path.of("kb", r.file()))).toList();
        compared.forEach(r -> rules.put(r.id(), r));
        Network own = new RuleModel(Schema.FACTS).build(compared);
        int texts = 0;
        int n = 0;
        try (Inference inference = new Inference(base, 0);
                Engine theirs = new Engine(new Network(stock, Families.none()), rules);
                Engine ours = new Engine(own, rules)) {
            for (RuleDef rule : compared) {
                for (String text : rule.examples()) {
                    if (n++ % EVERY != 0) continue;
                    Incident incident = Incident.builder()
                            .reply(new Reply(code(text), "", "rcpt", Passage.of(text))).build();
                    Given given = inference.infer(incident, "reply", rule.home(), List.of()).given();
                    assertThat(fired(theirs, inference, given)).as(text).isEqualTo(fired(ours, inference, given));
                    texts++;
                }
            }
        }
        assertThat(texts).isGreaterThan(100);
    }

    private static String code(String text) {
        return text.matches("(?s)[245]\\d\\d\\b.*") ? text.substring(0, 3) : "";
    }

    private static List<String> fired(Engine engine, Inference inference, Given given) {
        List<String> ids = new ArrayList<>();
        engine.run(inference.facts(given)).forEach(f -> ids.add(f.rule().id()));
        engine.clear();
        return ids;
    }

    /** Phrases are normalised when rules are read; stock Drools is given them so. */
    private static String normalised(String drl) {
        return PHRASE.matcher(drl).replaceAll(phrase -> Matcher.quoteReplacement(
                LITERAL.matcher(phrase.group()).replaceAll(m -> Matcher.quoteReplacement("\""
                        + Normaliser.normalise(m.group(1).replace("\\\"", "\"").replace("\\\\", "\\"))
                                .replace("\\", "\\\\").replace("\"", "\\\"") + "\""))));
    }

    /** Of the languages two files are enough: stock Drools takes minutes to compile thousands of wordings. */
    private static boolean compared(Path file) {
        String path = file.toString().replace('\\', '/');
        return !path.contains("/advise/") && (!path.contains("/language/") || path.endsWith("/en-rate.drl")
                || path.endsWith("/zh.drl"));
    }

    private static KieBase compile() throws IOException {
        KieServices services = KieServices.Factory.get();
        KieFileSystem files = services.newKieFileSystem();
        try (Stream<Path> walk = Files.walk(Path.of("kb"))) {
            for (Path p : (Iterable<Path>) walk.filter(x -> x.toString().endsWith(".drl") && compared(x))::iterator) {
                files.write("src/main/resources/" + p.toString().replace('\\', '/'), normalised(Files.readString(p)));
            }
        }
        KieBuilder builder = services.newKieBuilder(files).buildAll(DrlProject.class);
        assertThat(builder.getResults().getMessages(Message.Level.ERROR)).isEmpty();
        return services.newKieContainer(builder.getKieModule().getReleaseId()).getKieBase();
    }
}
