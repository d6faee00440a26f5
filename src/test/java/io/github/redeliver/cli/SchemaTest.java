package io.github.redeliver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.redeliver.Case;
import io.github.redeliver.Result;
import io.github.redeliver.Shipped;
import io.github.redeliver.evidence.Context;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.report.JsonReport;
import io.github.redeliver.report.OtherNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written holds to the published schema, and what the schema of cases allows can be read. */
class SchemaTest {
    private static Schema results;
    private static Schema cases;
    private final JsonReport json = new JsonReport();

    @BeforeAll
    static void load() throws IOException {
        results = schema("docs/result.schema.json");
        cases = schema("docs/case.schema.json");
    }

    private static Schema schema(String file) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of(file)), InputFormat.JSON);
    }

    private static void holds(String line) {
        assertThat(results.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }

    static List<Path> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void resultsOfSamples(Path sample) {
        Result result = Shipped.redeliver().diagnose(Samples.read(sample).withId("x"));
        holds(json.line(result));
        holds(json.pretty(result));
    }

    @Test
    void resultsOfExamples() {
        List<String> texts = new ArrayList<>();
        Shipped.base().rules().forEach(r -> texts.addAll(r.examples()));
        for (int i = 0; i < texts.size(); i += 25) holds(json.line(Shipped.redeliver().diagnose(Case.of(texts.get(i)))));
    }

    @Test
    void resultsWithRecordsLimitsAndNothing() {
        Result shown = Shipped.redeliver().diagnose(Case.of("550 5.7.25 The IP address sending this message does not have a PTR record setup")
                .withContext(Context.of("192.0.2.1", "", "", "", ""))
                .withDns(List.of(new DnsAnswer("192.0.2.1", "PTR", DnsAnswer.Outcome.NXDOMAIN, List.of()))));
        assertThat(json.line(shown)).contains("\"kind\":\"dns\"", "\"question\":\"1.2.0.192.in-addr.arpa PTR\"");
        holds(json.line(shown));
        holds(json.line(shown.withLimit("input-bytes")));
        holds(json.line(Shipped.redeliver().diagnose(Case.of("zzz"))));
        holds(json.line(Shipped.redeliver().diagnose(Case.of(""))));
    }

    @Test
    void resultsWithWhatOthersSay() {
        OtherNames names = OtherNames.of(Shipped.base(), OtherNames.tools(Shipped.base()));
        Result result = Shipped.redeliver().diagnose(Case.of("550 5.1.1 User unknown"));
        assertThat(new JsonReport(names).line(result)).contains("\"also\":{", "\"sisimai\":\"userunknown\"", "\"bounce\":\"hard\"");
        holds(new JsonReport(names).line(result));
        for (String cause : Shipped.base().causes().keySet()) assertThat(names.of(cause)).as(cause).containsKeys("sisimai", "kumomta", "powermta");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "-1.50", "null", "\"h1\"", "true", "[1,{\"a\":null}]", "{\"x\":\"\\ud83d\\ude00\"}"})
    void idsOfAnyType(String id) {
        holds(json.line(Shipped.redeliver().diagnose(Case.of("550 5.1.1 User unknown")), id));
        holds(json.errorLine(id, "not a JSON object"));
    }

    @Test
    void whatIsNoResultIsRefused() {
        String line = json.line(Shipped.redeliver().diagnose(Case.of("550 5.1.1 User unknown")));
        assertThat(results.validate(line.replace("\"kind\":\"failure\"", "\"kind\":\"oops\""), InputFormat.JSON)).isNotEmpty();
        assertThat(results.validate(line.replace("\"limits\"", "\"limit\""), InputFormat.JSON)).isNotEmpty();
        assertThat(results.validate("{\"id\":1}", InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{'id':1,'input':'550 5.1.1 User unknown'}                                             | true",
        "{'input':'550','dns':[{'q':'192.0.2.1','type':'PTR','answer':'NXDOMAIN'}]}            | true",
        "{'input':'','context':{'ip':'192.0.2.1','helo':'mail.example.com'}}                   | true",
        "{'dns':[{'q':'example.com','type':'TXT','answer':['v=spf1 -all']}],'input':null}      | true",
        "{'input':'550','context':{'daily':5000,'senderScore':70,'ipSince':'2026-10-01'}}      | true",
        "{'id':1}                                                                              | false",
        "{'input':''}                                                                          | false",
        "{'input':7}                                                                           | false",
        "{'input':'550','dns':{'q':'x'}}                                                       | false",
        "{'input':'550','dns':[{'q':'x','type':'A'}]}                                          | false",
        "{'input':'550','dns':[{'q':'x','type':'A','answer':7}]}                               | false",
        "{'input':'550','dns':[{'q':7,'type':'A','answer':[]}]}                                | false",
        "{'input':'550','context':'x'}                                                         | false",
        "{'input':'550','context':{'daily':-1}}                                                | false",
        "{'input':'550','context':{'firstBlocked':'2026-11-28T09:30:00Z','now':'2026-11-30'}}  | true",
        "{'input':'550','context':{'ipSince':null,'now':''}}                                   | true",
        "{'input':'550','context':{'ipSince':'yesterday'}}                                     | false",
        "{'input':'550','context':{'firstBlocked':20261128}}                                   | false",
        "{'input':'550','context':{'now':'30.11.2026'}}                                        | false",
        "{'input':'550','context':{'senderScore':101}}                                         | false",
        "{'input':'550','context':{'daily':'many'}}                                            | false",
        "{'input':'550','context':{'ip':[]}}                                                   | false",
        "[]                                                                                    | false",
        "7                                                                                     | false",
    })
    void schemaAndReaderOfCasesAgree(String line, boolean fine) {
        String text = line.replace('\'', '"');
        assertThat(cases.validate(text, InputFormat.JSON).isEmpty()).as("schema").isEqualTo(fine);
        CaseReader.Line read = new CaseReader(Context.NONE, "2026-11-30").read(text);
        assertThat(read.error() == null).as("reader: " + read.error()).isEqualTo(fine);
    }
}
