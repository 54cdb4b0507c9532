package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A collector with its queues on disk and clients that insist, while whatever can happen happens:
 * kills, stops, outages of backends, a slow disk, reloads, standstills. Afterwards everything that
 * was acknowledged is at both destinations, and the books balance.
 */
class ChaosTest {
  private static final Duration SHORT = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path folder;

  @Test
  void the_books_balance_in_the_end(TestReporter reporter) throws Exception {
    long seed = Seed.of(20_261_123);
    SplittableRandom random = new SplittableRandom(seed);
    Duration length = Boolean.getBoolean("beltline.long") ? LONG : SHORT;
    try (Turmoil turmoil = new Turmoil(folder, Ports.free(3), random)) {
      long end = System.nanoTime() + length.toNanos();
      while (System.nanoTime() < end) {
        turmoil.something();
      }
      JsonNode ledger = turmoil.rest();
      Map<String, String> figures = new LinkedHashMap<>();
      figures.put("seed", Long.toString(seed));
      figures.put("seconds", Long.toString(length.toSeconds()));
      figures.putAll(turmoil.figures());
      reporter.publishEntry(figures);
      for (JsonNode book : ledger.get("destinations").values()) {
        assertThat(book.get("residue").longValue()).as(book.toString()).isZero();
        assertThat(book.get("dropped")).as(book.toString()).isEmpty();
      }
      for (JsonNode line : ledger.get("pipelines").values()) {
        assertThat(line.get("residue").longValue()).as(line.toString()).isZero();
      }
      turmoil.stop();
    }
  }
}
