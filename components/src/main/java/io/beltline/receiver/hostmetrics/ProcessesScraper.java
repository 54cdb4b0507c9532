package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import io.beltline.components.scrape.ScrapeRun;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many processes there are, from /proc/stat and each process's stat. One thread. */
final class ProcessesScraper extends HostScraper {
  private static final PointAttribute STATUS =
      PointAttribute.text(
          "status",
          "The state.",
          "blocked",
          "daemon",
          "detached",
          "idle",
          "locked",
          "orphan",
          "paging",
          "running",
          "sleeping",
          "stopped",
          "system",
          "unknown",
          "zombies");

  private static final MetricSpec COUNT =
      level("system.processes.count", "{processes}", "Processes by state.").by(STATUS);
  private static final MetricSpec CREATED =
      counter("system.processes.created", "{processes}", "Processes created since the start.");

  static final MetricTable TABLE = HostTables.table("processes", List.of(COUNT, CREATED));

  ProcessesScraper(Host host, MetricSheet sheet) {
    super("processes", host, sheet);
  }

  @Override
  protected void read(ScrapeRun run) {
    Map<String, Long> states = sheet.anyOf(COUNT) ? states(run) : new TreeMap<>();
    HostFiles.lines(
        host.paths().proc().resolve("stat"), "stat", 1, run.faults(), line -> total(line, states));
    states.forEach((state, count) -> sheet.of(COUNT).add(count, state));
  }

  private Map<String, Long> states(ScrapeRun run) {
    Map<String, Long> states = new TreeMap<>();
    ProcessFiles.each(host.paths().proc(), run.faults())
        .forEach(
            process -> {
              ProcessStat stat = process.stat(run.faults());
              if (stat != null) {
                states.merge(word(stat.state()), 1L, Long::sum);
              }
            });
    return states;
  }

  /** What the kernel counts itself is taken from it: processes come and go while they are read. */
  private void total(String line, Map<String, Long> states) throws MalformedLineException {
    if (line.startsWith("processes ")) {
      sheet.of(CREATED).add(Fields.of(line).number(1));
    } else if (line.startsWith("procs_running ")) {
      states.put("running", Fields.of(line).number(1));
    } else if (line.startsWith("procs_blocked ")) {
      states.put("blocked", Fields.of(line).number(1));
    }
  }

  private static String word(char state) {
    return switch (state) {
      case 'D', 'U' -> "blocked";
      case 'I' -> "idle";
      case 'R' -> "running";
      case 'S' -> "sleeping";
      case 'T', 't' -> "stopped";
      case 'W' -> "paging";
      case 'Z' -> "zombies";
      default -> "unknown";
    };
  }
}
