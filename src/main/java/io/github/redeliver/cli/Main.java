package io.github.redeliver.cli;

import io.github.redeliver.knowledge.KnowledgeException;
import io.github.redeliver.report.Clean;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Spec;

/** {@code redeliver}: what a bounced mail means, who has to act and what to do. */
@Command(
        name = "redeliver",
        mixinStandardHelpOptions = true,
        version = "redeliver 0.1.0",
        description = "Tells what a bounced mail means, who has to act and what to do, with the evidence.",
        footer = {
            "",
            "Examples:",
            "  redeliver diagnose bounce.eml",
            "  pbpaste | redeliver diagnose --lang zh -",
            "  redeliver diagnose --ip 192.0.2.1 --format json reply.txt",
            "  redeliver batch cases.jsonl > results.jsonl",
            "  redeliver check example.com --ip 192.0.2.1 --helo mail.example.com --dns live",
            "  redeliver probe user@example.com --diagnose=bounce.eml",
            "  redeliver spf check example.com --ip 192.0.2.1 --dns live",
            "  source <(redeliver generate-completion)     # completion for bash and zsh",
            "",
            "Exit codes: 0 done; 1 what was asked for did not hold; 2 usage or configuration; 3 a rule error;",
            "4 input unreadable; 5 a limit was hit, the result is partial; 70 internal; 130 interrupted.",
            ""
        })
final class Main implements Runnable {
    /** Examples, which stand in the footers, come before the options. */
    private static final List<String> HELP = List.of(
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING, UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING, UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, UsageMessageSpec.SECTION_KEY_FOOTER,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING, UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, UsageMessageSpec.SECTION_KEY_COMMAND_LIST);

    private static final List<Class<?>> COMMANDS = List.of(
            DiagnoseCommand.class, BatchCommand.class, CheckCommand.class, ProbeCommand.class, SpfCommand.class, KbCommand.class);

    @Spec
    private CommandSpec spec;

    Main() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "No command given.");
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(arguments, out, err);
        out.flush();
        if (out.checkError() && code == ExitCode.DONE) code = ExitCode.UNREADABLE;
        System.exit(code);
    }

    /** Runs a command line; what it prints goes to the given streams. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        Callable<Integer> usual = Usual.command(arguments, out, err);
        if (usual == null) return parse(arguments, out, err);
        try {
            return usual.call();
        } catch (Exception e) {
            return failed(e, err);
        }
    }

    private static int parse(String[] arguments, PrintStream out, PrintStream err) {
        CommandLine line = line(arguments, new Factory(out, err));
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setHelpSectionKeys(HELP);
        line.setUsageHelpWidth(110);
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, err));
        return line.execute(arguments);
    }

    private static int failed(Exception e, PrintStream err) {
        if (e instanceof Complaint c) {
            err.println("redeliver: " + Clean.line(c.getMessage(), 1_000));
            return c.exitCode;
        }
        if (e instanceof KnowledgeException k) {
            if (k.problems().isEmpty()) { // not the rules are wrong, but where they were looked for
                err.println("redeliver: " + Clean.line(String.valueOf(k.getMessage()), 1_000));
                return ExitCode.USAGE;
            }
            err.println(k.getMessage());
            return ExitCode.RULE_ERROR;
        }
        err.println("redeliver: internal error: " + e);
        for (StackTraceElement at : e.getStackTrace()) err.println("    at " + at);
        return ExitCode.INTERNAL;
    }

    /** The one command that is named, or all: what a command looks like takes time to find out. */
    private static CommandLine line(String[] arguments, Factory factory) {
        CommandLine line = new CommandLine(new Main(), factory);
        for (Class<?> command : COMMANDS) {
            if (arguments.length > 0 && command.getAnnotation(Command.class).name().equals(arguments[0])) {
                return line.addSubcommand(command);
            }
        }
        for (Class<?> command : COMMANDS) line.addSubcommand(command);
        return line.addSubcommand(AutoComplete.GenerateCompletion.class).addSubcommand(CommandLine.HelpCommand.class);
    }

    /** Hands the streams to commands. */
    private record Factory(PrintStream out, PrintStream err) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.cast(type.getDeclaredConstructor(PrintStream.class, PrintStream.class).newInstance(out, err));
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
