package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.gauge;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.MetricPoints;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import io.beltline.components.scrape.ScrapeRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Time of CPUs, from /proc/stat and /proc/cpuinfo. One thread. */
final class CpuScraper extends HostScraper {
  /** A state, with the column of /proc/stat it stands in. */
  private record State(String word, int column) {}

  private static final int STEAL = 8;
  private static final List<State> STATES =
      List.of(
          new State("user", 1),
          new State("system", 3),
          new State("idle", 4),
          new State("interrupt", 6),
          new State("nice", 2),
          new State("softirq", 7),
          new State("steal", STEAL),
          new State("wait", 5));

  private static final PointAttribute CPU =
      PointAttribute.text("cpu", "The logical CPU: cpu0, cpu1, ...");
  private static final PointAttribute STATE =
      PointAttribute.text(
          "state",
          "What it was busy with.",
          "idle",
          "interrupt",
          "nice",
          "softirq",
          "steal",
          "system",
          "user",
          "wait");

  private static final MetricSpec FREQUENCY =
      gauge("system.cpu.frequency", "Hz", "The clock rate a CPU has now.")
          .decimal()
          .by(CPU)
          .onRequest();
  private static final MetricSpec LOGICAL =
      level("system.cpu.logical.count", "{cpu}", "How many logical CPUs there are.");
  private static final MetricSpec PHYSICAL =
      level("system.cpu.physical.count", "{cpu}", "How many cores there are.").onRequest();
  private static final MetricSpec TIME =
      counter("system.cpu.time", "s", "The seconds CPUs spent in each state.")
          .decimal()
          .by(CPU.onRequest(), STATE);
  private static final MetricSpec UTILIZATION =
      gauge(
              "system.cpu.utilization",
              "1",
              "The part of its time a CPU spent in each state since the scrape before, 0 to 1.")
          .decimal()
          .by(CPU.onRequest(), STATE)
          .onRequest();

  static final MetricTable TABLE =
      HostTables.table("cpu", List.of(FREQUENCY, LOGICAL, PHYSICAL, TIME, UTILIZATION));

  private final CpuInfo info;
  private final Map<String, double[]> before = new HashMap<>();
  private int logical;

  CpuScraper(Host host, MetricSheet sheet) {
    super("cpu", host, sheet);
    this.info = new CpuInfo(host.paths());
  }

  @Override
  protected void read(ScrapeRun run) {
    logical = 0;
    if (sheet.anyOf(TIME, UTILIZATION, LOGICAL)) {
      HostFiles.lines(host.paths().proc().resolve("stat"), "stat", 1, run.faults(), this::readStat);
    }
    if (logical > 0) {
      sheet.of(LOGICAL).add(logical);
    }
    if (sheet.anyOf(FREQUENCY)) {
      MetricPoints frequencies = sheet.of(FREQUENCY);
      info.megahertz(run.faults()).forEach((cpu, mhz) -> frequencies.add(mhz * 1_000_000, cpu));
    }
    if (sheet.anyOf(PHYSICAL)) {
      int cores = info.cores(run.faults());
      if (cores > 0) {
        sheet.of(PHYSICAL).add(cores);
      }
    }
  }

  private void readStat(String line) throws MalformedLineException {
    if (!CpuInfo.isLogical(line)) {
      return;
    }
    logical++;
    Fields fields = Fields.of(line);
    String cpu = fields.text(0);
    double[] seconds = new double[STATES.size()];
    for (int i = 0; i < seconds.length; i++) {
      int column = STATES.get(i).column();
      // kernels before 2.6.11 have no steal
      boolean there = column != STEAL || fields.size() > STEAL;
      seconds[i] = there ? (double) fields.number(column) / host.kernel().ticks() : 0;
    }
    MetricPoints times = sheet.of(TIME);
    for (int i = 0; i < seconds.length; i++) {
      times.add(seconds[i], cpu, STATES.get(i).word());
    }
    utilization(cpu, seconds);
  }

  private void utilization(String cpu, double[] seconds) {
    double[] last = before.put(cpu, seconds);
    if (last == null) {
      return;
    }
    double elapsed = 0;
    for (int i = 0; i < seconds.length; i++) {
      elapsed += seconds[i] - last[i];
    }
    MetricPoints points = sheet.of(UTILIZATION);
    for (int i = 0; i < seconds.length; i++) {
      double part = elapsed > 0 ? (seconds[i] - last[i]) / elapsed : 0;
      points.add(part, cpu, STATES.get(i).word());
    }
  }
}
