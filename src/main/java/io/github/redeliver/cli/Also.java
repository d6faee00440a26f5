package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeBase;
import io.github.redeliver.report.OtherNames;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that has each finding carry what other tools call it. */
final class Also {
    @Option(names = "--also", paramLabel = "TOOL", split = ",",
            description = "Say as well what other tools call a cause: sisimai, kumomta, powermta, or bounce for the class "
                    + "(hard, soft, block, auth). Several by commas.")
    List<String> tools = new ArrayList<>();

    /** @throws Complaint when a tool is not known */
    OtherNames names(KnowledgeBase base) {
        for (String tool : tools) Common.known("--also", "tool", tool, OtherNames.tools(base));
        return OtherNames.of(base, tools);
    }
}
