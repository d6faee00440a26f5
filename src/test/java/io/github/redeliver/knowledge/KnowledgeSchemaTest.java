package io.github.redeliver.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The schemas that editors take: every file of the knowledge base has one and holds to it, and slips do not. */
class KnowledgeSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<PathMatcher, Schema> SCHEMAS = new LinkedHashMap<>();

    /** As the settings for editors say which file has which schema. */
    @BeforeAll
    static void load() throws IOException {
        Map<String, Object> settings = Tree.map(JSON.readValue(Files.readString(Path.of("docs/editors/settings.json")), Map.class));
        for (Map.Entry<String, Object> e : Tree.map(settings.get("yaml.schemas")).entrySet()) {
            SCHEMAS.put(FileSystems.getDefault().getPathMatcher("glob:" + e.getValue()), schema(Path.of(e.getKey())));
        }
    }

    private static Schema schema(Path file) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(Files.readString(file), InputFormat.JSON);
    }

    private static List<String> problems(Schema schema, String yaml) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(JSON.writeValueAsString(tree), InputFormat.JSON).stream().map(Object::toString).toList();
    }

    @Test
    void everyFileHoldsToItsSchema() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("kb", "facts-samples")) {
            try (Stream<Path> walk = Files.walk(Path.of(folder))) {
                walk.filter(f -> f.toString().endsWith(".yaml")).forEach(files::add);
            }
        }
        for (Path file : files) {
            List<Schema> of = SCHEMAS.entrySet().stream().filter(e -> e.getKey().matches(file)).map(Map.Entry::getValue).toList();
            assertThat(of).as("schemas of " + file).hasSize(1);
            assertThat(problems(of.get(0), Files.readString(file))).as(file.toString()).isEmpty();
        }
        try (Stream<Path> all = Files.list(Path.of("docs/schemas"))) {
            assertThat(all.count()).as("schemas that no file has").isEqualTo(SCHEMAS.size());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "causes     | 'mailbox-full: {group: recipient, who: recipient}'",
        "causes     | 'mailbox-full: {group: recipient, who: somebody, bounce: soft}'",
        "causes     | 'Mailbox Full: {group: recipient, who: recipient, bounce: soft}'",
        "systems    | 'acme: {name: Acme}'",
        "systems    | 'acme: {name: Acme, kind: provider, host: [mx.example.com]}'",
        "lists      | 'acme: {name: Acme, operator: A, kind: ip, alive: yes, seen: 2026-11, source: x}'",
        "remedies   | 'a.b: {links: [{url: example.com, seen: 2026-11, source: x}]}'",
        "remedies   | 'a.b: {links: [{url: \"https://example.com\", seen: November, source: x}]}'",
        "texts      | 'a.b: {title: \"x\"}'",
        "texts      | 'a.b: \"\"'",
        "dead-links | 'a.example: {seen: 2026-11}'",
        "expect     | 'cause: mailbox-full'",
        "expect     | 'causes: mailbox-full'",
    })
    void slipsAreSeen(String schema, String yaml) throws IOException {
        assertThat(problems(schema(Path.of("docs/schemas", schema + ".schema.json")), yaml)).isNotEmpty();
    }
}
