package io.beltline.verification.flow;

import io.beltline.verification.process.Memory;
import io.beltline.verification.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code docs/verification/overload.md}, from what {@link OverloadTest} sees. */
final class OverloadPage {
  private static final int MIB = 20;

  private final List<String> alone = Collections.synchronizedList(new ArrayList<>());
  private final List<String> chains = Collections.synchronizedList(new ArrayList<>());

  /** One collector was flooded. */
  void alone(OverloadTest.Scenario scenario, Flood flood, Memory memory) {
    Flood.Shape shape = scenario.shape();
    alone.add(
        "| %d | %s | %s | %d x %,d | %d x %d | **%d** | %d | %,d | %,d | 0 |"
            .formatted(
                scenario.limitMib(),
                scenario.protocol(),
                scenario.compression(),
                shape.records(),
                shape.bodySize(),
                shape.connections(),
                shape.clients(),
                memory.peak() >> MIB,
                memory.resident() >> MIB,
                flood.accepted() / shape.records(),
                flood.refusals()));
  }

  /** Two collectors in a row were flooded. */
  void chain(Duration length, Flood flood, List<Long> peaks) {
    chains.add(
        "| %s | **%d** | **%d** | %,d | %,d | 0 |"
            .formatted(
                length.isZero() ? "short" : length.toSeconds() + " s",
                peaks.getFirst(),
                peaks.getLast(),
                flood.accepted(),
                flood.refusals()));
  }

  void write() throws IOException {
    Path docs = Files.createDirectories(Project.root().resolve("docs/verification"));
    Files.writeString(
        docs.resolve("overload.md"),
        """
        # Overload

        Written by `OverloadTest` (long form). Collectors in processes of their own, started by the launcher with the shipped
        flags; `memory_limiter`, `batch`, an OTLP exporter without compression and without an end to its retries. The backend takes a request every two
        seconds until the flood ends. The clients of the flood send new records as soon as they are answered, whatever they are told; none of them waits. Peak is `VmHWM`, the most resident memory
        of the whole process in its life. Lost is what was accepted and never came to the backend: the test fails if there is any, and if a refusal
        names no time to wait. %d processors, Java %s; the machine had other work.

        ## One collector

        | limit MiB | protocol | compression | records a request x characters | connections x clients | peak MiB | MiB at the end | requests accepted | requests refused | lost |
        |---|---|---|---|---|---|---|---|---|---|
        %s

        ## Two collectors in a row

        Both with `limit_mib: 256`, 100 records of 320 characters a request, 4 connections with 8 clients each, gRPC.

        | length | peak MiB of the first | of the second | records accepted | requests refused | lost |
        |---|---|---|---|---|---|
        %s
        """
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                String.join("\n", alone),
                String.join("\n", chains)));
  }
}
