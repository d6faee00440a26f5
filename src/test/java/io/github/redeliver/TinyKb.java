package io.github.redeliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A knowledge base of a handful of rules in a folder, complete in three languages, for tests that change files. */
public final class TinyKb {
    private final Path folder;

    private TinyKb(Path folder) {
        this.folder = folder;
    }

    /** Writes it into an empty folder. */
    public static TinyKb in(Path folder) {
        TinyKb kb = new TinyKb(folder);
        kb.file("causes.yaml", """
                mailbox-full: {group: recipient, who: recipient, bounce: soft}
                recipient-unknown: {group: recipient, who: sender, bounce: hard}
                content-spam: {group: content, who: sender, bounce: block}
                refused: {group: policy, who: recipient-admin, bounce: block, vague: true}
                ptr-missing: {group: sender-dns, who: ip-owner, bounce: block}
                dns-at-receiver: {group: transport, who: recipient-admin, bounce: soft}
                """);
        kb.file("systems/providers.yaml", """
                acme: {name: Acme Mail, kind: provider, hosts: [acme.example], mail: [acme.example]}
                other: {name: Other Mail, kind: provider, hosts: [other.example]}
                """);
        kb.file("remedies/all.yaml", "mailbox.make-room: {takes: PT1H, links: [{url: \"https://www.rfc-editor.org/rfc/rfc5321\", seen: 2026-11, source: RFC}]}\n");
        kb.file("checks.yaml", "check.address: {command: \"dig MX {recipient_domain}\"}\n");
        for (String language : List.of("en", "zh", "ja")) {
            StringBuilder causes = new StringBuilder();
            for (String c : List.of("mailbox-full", "recipient-unknown", "content-spam", "refused", "ptr-missing", "dns-at-receiver")) {
                causes.append(c).append(": {name: \"").append(c).append(' ').append(language)
                        .append("\", summary: \"It is ").append(c).append("[ for {recipient}].\"}\n");
            }
            kb.file("texts/" + language + "/causes.yaml", causes.toString());
            kb.file("texts/" + language + "/remedies.yaml",
                    "mailbox.make-room:\n  title: \"Make room " + language + "\"\n  steps: [\"Delete mail[ of {recipient}].\", \"Send again.\"]\n");
            kb.file("texts/" + language + "/checks.yaml", "check.address: \"Is {recipient} right?\"\n");
            kb.file("texts/" + language + "/notes.yaml", "note.ptr-there: \"There is one[ ({ptr})].\"\n");
            kb.copy("texts/" + language + "/ui.yaml");
            kb.copy("texts/" + language + "/actors.yaml");
        }
        kb.file("recognise/provider/acme.drl", rules("recognise.provider.acme", rule("acme/full", "Heard( phrase == \"mailbox full\" )", "mailbox-full")));
        kb.file("advise/all.drl", rules("advise.all", """
                rule "advise/room"
                    @source("s") @since("2026-11")
                when
                    Found( cause == "mailbox-full" )
                then
                    insert( Advice.of("mailbox.make-room") );
                    insert( Advice.check("check.address") );
                end
                """));
        kb.file("reason/ptr.drl", rules("reason.ptr", """
                rule "reason/ptr-there"
                    @source("s") @since("2026-11")
                when
                    Symptom( cause == "ptr-missing" )
                    Dns( shows == "ptr-confirmed" )
                then
                    insert( Against.of("ptr-missing", "note.ptr-there") );
                end
                """));
        return kb;
    }

    /** Nothing yet, for what is to come over a knowledge base. */
    public static TinyKb over(Path folder) {
        return new TinyKb(folder);
    }

    /** A rule file of that package. */
    public static String rules(String name, String... rules) {
        return "package kb." + name + ";\n\nimport io.github.redeliver.facts.*;\n\n" + String.join("\n", rules);
    }

    /** A rule that recognises one symptom. */
    public static String rule(String id, String when, String cause) {
        return "rule \"" + id + "\"\n    @source(\"s\") @since(\"2026-11\")\nwhen\n    " + when + "\nthen\n    insert( Symptom.of(\"" + cause
                + "\") );\nend\n";
    }

    public Path folder() {
        return folder;
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes or replaces a file. */
    public TinyKb file(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the rules of a file in the place of what was there. */
    public TinyKb acme(String... rules) {
        return file("recognise/provider/acme.drl", rules("recognise.provider.acme", rules));
    }

    public TinyKb replace(String name, String what, String by) {
        try {
            String text = Files.readString(folder.resolve(name));
            if (!text.contains(what)) throw new IllegalArgumentException(what + " is not in " + text);
            return file(name, text.replace(what, by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(String name) {
        try {
            file(name, Files.readString(Path.of("kb").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
