package io.beltline.service;

import io.beltline.api.ComponentKind;
import io.beltline.api.ProcessLimit;
import io.beltline.service.plan.Plan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The memory this process was started for. The launcher sizes heap and buffers before the
 * configuration is read, by what it finds in it with a quick look. Where that is not what the
 * configuration says in the end, the process replaces itself by one that is sized rightly.
 */
final class ProcessSize {
  private static final String LIMITER = "beltline.limiter.mib";
  private static final String HOME = "beltline.home";
  private static final String MAIN = "io.beltline.distribution.Main";
  private static final String SET_BY_USER = "BELTLINE_MEMORY_MIB";
  private static final String SET_BY_US = "BELTLINE_LIMITER_MIB";
  private static final int ROUNDING = 64; // of the limit: percentages are rounded twice

  private ProcessSize() {}

  /** Starts the process again if it was sized for another limit. Returns if not, or if it fails. */
  static void fit(Plan plan, Logger logger) {
    long wanted = limiterMib(plan);
    if (fits(wanted, System.getProperty(LIMITER))) {
      return;
    }
    String home = System.getProperty(HOME);
    if (home == null || System.getenv(SET_BY_USER) != null || System.getenv(SET_BY_US) != null) {
      return;
    }
    logger.info("Starting again: the process was sized before the limit of its memory was known");
    try {
      Path launcher = Path.of(home, "bin", "beltline");
      List<String> arguments = arguments(Files.readString(Path.of("/proc/self/cmdline")));
      Exec.replace(launcher, arguments, SET_BY_US, wanted == 0 ? "none" : Long.toString(wanted));
    } catch (IOException | RuntimeException failed) {
      logger
          .atWarn()
          .addKeyValue("limit_mib", wanted)
          .setCause(failed)
          .log("the process keeps its size; {} sets another", SET_BY_USER);
    }
  }

  /** Says so if a configuration that was read again asks for another size. */
  static void compare(Plan plan, Logger logger) {
    long wanted = limiterMib(plan);
    if (!fits(wanted, System.getProperty(LIMITER))) {
      logger
          .atWarn()
          .addKeyValue("limit_mib", wanted)
          .log(
              "memory_limiter asks for another limit; the process changes its size when it starts");
    }
  }

  /** True for a process that the launcher did not size, or sized for this limit. */
  static boolean fits(long wantedMib, @Nullable String sizedFor) {
    if (sizedFor == null) {
      return true;
    }
    long found = sizedFor.isEmpty() ? 0 : Long.parseLong(sizedFor);
    return Math.abs(found - wantedMib) <= wantedMib / ROUNDING;
  }

  private static long limiterMib(Plan plan) {
    long total = totalBytes();
    return plan.of(ComponentKind.PROCESSOR).values().stream()
            .map(component -> component.config())
            .filter(ProcessLimit.class::isInstance)
            .mapToLong(config -> ((ProcessLimit) config).processBytes(total))
            .max()
            .orElse(0)
        >> 20;
  }

  private static long totalBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() // the container's where there is one
        : Long.MAX_VALUE;
  }

  /** The program's own arguments in a command line as the kernel shows it. */
  static List<String> arguments(String commandLine) {
    List<String> words = new ArrayList<>(List.of(commandLine.split("\0", -1)));
    words.removeLast(); // a zero ends each
    int main = words.indexOf(MAIN);
    if (main < 0) {
      throw new IllegalStateException("no " + MAIN + " in the command line");
    }
    return words.subList(main + 1, words.size());
  }
}
