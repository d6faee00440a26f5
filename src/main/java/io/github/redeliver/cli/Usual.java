package io.github.redeliver.cli;

import io.github.redeliver.cli.Common.Format;
import io.github.redeliver.cli.Common.Language;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Takes the usual command lines of {@code diagnose} without picocli, which needs longer to look at its annotations than a
 * diagnosis takes. What is not plain (help, an option it does not know, a value that begins with a dash or needs
 * converting, an option given twice) is left to picocli, which also complains. Both read a line alike: a test sees to it.
 */
final class Usual {
    private static final int MOST_DIGITS = 9;

    private final String[] arguments;
    private int at = 1;
    private String given = " ";
    private @Nullable String value;

    private Usual(String[] arguments) {
        this.arguments = arguments;
    }

    /** The command of a plain line, or null. */
    static @Nullable Callable<Integer> command(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length == 0 || !arguments[0].equals("diagnose")) return null;
        DiagnoseCommand command = new DiagnoseCommand(out, err);
        return new Usual(arguments).read(command) ? command : null;
    }

    private boolean read(DiagnoseCommand command) {
        while (at < arguments.length) {
            String argument = arguments[at++];
            if (argument.equals("-") || !argument.isEmpty() && argument.charAt(0) != '-' && argument.charAt(0) != '@') {
                command.files.add(argument);
                continue;
            }
            int equal = argument.indexOf('=');
            String option = equal < 0 ? argument : argument.substring(0, equal);
            value = equal < 0 ? null : argument.substring(equal + 1);
            if (!option.startsWith("--") || given.contains(" " + option + " ")) return false;
            if (!option.equals("--kb-extra")) given += option + " ";
            boolean taken = switch (option) {
                case "--fail-on" -> list(command.failOn);
                case "--also" -> list(command.also.tools);
                case "--daily", "--sender-score", "--ip-since", "--first-blocked" -> sender(option, command.sender);
                default -> common(option, command.common);
            };
            if (!taken) return false;
        }
        return true;
    }

    private boolean sender(String option, Sender sender) {
        String said = said();
        if (said == null) return false;
        switch (option) {
            case "--ip-since" -> sender.ipSince = said;
            case "--first-blocked" -> sender.firstBlocked = said;
            default -> {
                if (said.length() > MOST_DIGITS || !said.chars().allMatch(c -> c >= '0' && c <= '9')) return false;
                int number = Integer.parseInt(said);
                if (option.equals("--daily")) sender.daily = number;
                else sender.senderScore = number;
            }
        }
        return true;
    }

    private boolean common(String option, Common common) {
        if (option.equals("--no-color")) return value == null && (common.noColor = true);
        String said = said();
        if (said == null) return false;
        switch (option) {
            case "--format" -> {
                for (Format f : Format.values()) if (f.name().equals(said)) common.format = f;
                return common.format.name().equals(said);
            }
            case "--lang" -> {
                for (Language l : Language.values()) if (l.name().equals(said)) common.language = l;
                return common.language.name().equals(said);
            }
            case "--kb" -> common.kb = Path.of(said);
            case "--kb-extra" -> common.extra.add(Path.of(said));
            case "--dns" -> common.dns = said;
            case "--record-dns" -> common.recordDns = said;
            case "--resolver" -> common.resolver = said;
            case "--ip" -> common.ip = said;
            case "--helo" -> common.helo = said;
            case "--from" -> common.from = said;
            case "--system" -> common.system = said;
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The option's value, or null where it has none or one that is not plain. */
    private @Nullable String said() {
        String said = value != null ? value : at < arguments.length ? arguments[at++] : "";
        return said.isEmpty() || said.charAt(0) == '-' || said.charAt(0) == '@' || said.indexOf('"') >= 0 || said.indexOf('\0') >= 0 ? null : said;
    }

    private boolean list(List<String> into) {
        String said = said();
        if (said == null || said.startsWith(",") || said.endsWith(",") || said.contains(",,")) return false;
        into.addAll(List.of(said.split(",")));
        return true;
    }
}
