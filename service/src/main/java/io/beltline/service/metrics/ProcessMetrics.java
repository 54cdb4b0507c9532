package io.beltline.service.metrics;

import io.beltline.api.Clock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the process tells of itself, under the names of the OpenTelemetry Collector. Where a name
 * speaks of Go's runtime, the JVM's nearest figure stands.
 */
public final class ProcessMetrics {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMetrics() {}

  /** Registers them all. */
  public static void register(MetricRegistry registry, Clock clock) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long begin = clock.nanoTime();
    registry.observedCounter(
        "otelcol_process_uptime",
        "s",
        "Uptime of the process",
        Map.of(),
        () -> (clock.nanoTime() - begin) / 1e9);
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      registry.observedCounter(
          "otelcol_process_cpu_seconds",
          "s",
          "Total CPU user and system time in seconds",
          Map.of(),
          () -> system.getProcessCpuTime() / 1e9);
    }
    registry.gauge(
        "otelcol_process_memory_rss",
        "By",
        "Total physical memory (resident set size)",
        Map.of(),
        () -> residentBytes(memory));
    registry.gauge(
        "otelcol_process_runtime_heap_alloc_bytes",
        "By",
        "Bytes of the Java heap in use",
        Map.of(),
        () -> memory.getHeapMemoryUsage().getUsed());
    if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads) {
      registry.observedCounter(
          "otelcol_process_runtime_total_alloc_bytes",
          "By",
          "Bytes that platform threads have allocated on the Java heap so far",
          Map.of(),
          threads::getTotalThreadAllocatedBytes);
    }
    registry.gauge(
        "otelcol_process_runtime_total_sys_memory_bytes",
        "By",
        "Bytes of memory the JVM holds from the operating system for heap and code",
        Map.of(),
        () -> committed(memory));
  }

  private static double residentBytes(MemoryMXBean memory) {
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElseGet(() -> committed(memory));
    } catch (IOException notLinux) {
      return committed(memory);
    }
  }

  private static double committed(MemoryMXBean memory) {
    return (double) memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted();
  }
}
