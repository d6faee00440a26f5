package io.github.redeliver.fuzz;

import io.github.redeliver.Case;
import io.github.redeliver.Redeliver;
import io.github.redeliver.Result;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * Measures what hostile inputs cost, each in a virtual machine of its own with 256 MB: CPU time of the diagnosis alone,
 * cold (the first after a short one) and warm (the median of the next seven). Run without arguments; an argument picks
 * the inputs whose names contain it.
 */
public final class HostileCost {
    private HostileCost() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2) {
            measure(args[0]);
            return;
        }
        System.out.printf(Locale.ROOT, "%-36s %8s %9s %9s %9s  %s%n", "input", "MB", "cold ms", "warm ms", "process", "form, diagnoses, limits");
        for (String name : Hostile.all().keySet()) {
            if (args.length == 1 && !name.contains(args[0])) continue;
            new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=" + System.getProperty("tiers", "4"), "-cp", System.getProperty("java.class.path"),
                    HostileCost.class.getName(), name, "child").inheritIO().start().waitFor();
        }
    }

    private static void measure(String name) {
        byte[] input = Hostile.all().get(name).bytes().get();
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        var os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Redeliver redeliver = Redeliver.open()) {
            redeliver.diagnose(Case.of("550 5.1.1 user unknown"));
            Case given = Case.of(input);
            long process = os.getProcessCpuTime();
            long from = cpu.getCurrentThreadCpuTime();
            Result result = redeliver.diagnose(given);
            long cold = cpu.getCurrentThreadCpuTime() - from;
            long whole = os.getProcessCpuTime() - process;
            long[] warm = new long[7];
            for (int i = 0; i < warm.length; i++) {
                from = cpu.getCurrentThreadCpuTime();
                redeliver.diagnose(given);
                warm[i] = cpu.getCurrentThreadCpuTime() - from;
            }
            java.util.Arrays.sort(warm);
            System.out.printf(Locale.ROOT, "%-36s %8.1f %9.0f %9.0f %9.0f  %s %s, %d, %s%n", name, input.length / 1e6, cold / 1e6, warm[3] / 1e6, whole / 1e6, result.form(), result.kind(),
                    result.diagnoses().size(), result.limits());
        }
    }
}
