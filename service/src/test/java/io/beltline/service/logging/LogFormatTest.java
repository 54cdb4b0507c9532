package io.beltline.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.config.Secret;
import io.beltline.service.logging.LogSettings.Encoding;
import io.beltline.service.logging.LogSettings.Sampling;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogFormatTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T15:04:05Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private void configure(Encoding encoding, Level level, Map<String, Object> fields) {
    Logging.configure(
        new LogSettings(level, encoding, List.of("stderr"), fields, null, true), out, CLOCK);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @AfterEach
  void restore() {
    Logging.configure(LogSettings.STANDARD, System.err, Clock.systemDefaultZone());
  }

  private static Logger component() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("otelcol.component.id", "otlp");
    fields.put("otelcol.component.kind", "receiver");
    return Logging.logger(fields);
  }

  @Test
  void writesColumnsForPeople() {
    configure(Encoding.CONSOLE, Level.INFO, Map.of());
    component().atInfo().addKeyValue("endpoint", "[::]:4317").log("Starting GRPC server");
    component().debug("unseen");
    LoggerFactory.getLogger("io.grpc.X").warn("{} of {}", 1, 2);
    Logging.logger(Map.of()).info("plain");
    assertThat(text())
        .isEqualTo(
            "2026-01-02T15:04:05.000Z\tinfo\tStarting GRPC server\t"
                + "{\"otelcol.component.id\": \"otlp\", \"otelcol.component.kind\": \"receiver\","
                + " \"endpoint\": \"[::]:4317\"}\n"
                + "2026-01-02T15:04:05.000Z\twarn\tio.grpc.X\t1 of 2\n"
                + "2026-01-02T15:04:05.000Z\tinfo\tplain\n");
  }

  @Test
  void writesJsonForMachines() {
    configure(Encoding.JSON, Level.DEBUG, Map.of("env", "test"));
    component()
        .atError()
        .addKeyValue("n", 3)
        .addKeyValue("list", List.of("a\"b", true))
        .addKeyValue("token", new Secret("hush"))
        .log("line\nbreak");
    assertThat(text())
        .isEqualTo(
            "{\"level\":\"error\",\"ts\":\"2026-01-02T15:04:05.000Z\",\"msg\":\"line\\nbreak\","
                + "\"env\":\"test\",\"otelcol.component.id\":\"otlp\","
                + "\"otelcol.component.kind\":\"receiver\",\"n\":3,\"list\":[\"a\\\"b\",true],"
                + "\"token\":\"[REDACTED]\"}\n");
  }

  @Test
  void showsTheStackOfErrorsOnly() {
    configure(Encoding.CONSOLE, Level.INFO, Map.of());
    Logger logger = Logging.logger(Map.of());
    logger.warn("w", new IllegalStateException("why"));
    assertThat(text()).isEqualTo("2026-01-02T15:04:05.000Z\twarn\tw\t{\"error\": \"why\"}\n");
    logger.error("e", new IllegalStateException("why"));
    assertThat(text())
        .contains("\terror\te\t{\"error\": \"why\"}\njava.lang.IllegalStateException: why\n\tat ");
  }

  @Test
  void theLevelCanBeSwitchedWhileRunning() {
    configure(Encoding.CONSOLE, Level.INFO, Map.of());
    Logger logger = component();
    assertThat(logger.isDebugEnabled()).isFalse();
    Logging.level(Level.DEBUG);
    assertThat(logger.isDebugEnabled()).isTrue();
    logger.debug("seen");
    Logging.level(Level.ERROR);
    logger.warn("unseen");
    assertThat(text()).contains("\tdebug\tseen\t").doesNotContain("unseen");
  }

  @Test
  void thinsOutRepeatedLines() {
    Logging.configure(
        new LogSettings(
            Level.INFO,
            Encoding.CONSOLE,
            List.of("stderr"),
            Map.of(),
            new Sampling(Duration.ofSeconds(10), 2, 3),
            true),
        out,
        CLOCK);
    Logger logger = Logging.logger(Map.of());
    for (int i = 0; i < 10; i++) {
      logger.info("again");
    }
    logger.info("once");
    assertThat(text().lines().filter(line -> line.endsWith("again"))).hasSize(4);
    assertThat(text().lines().filter(line -> line.endsWith("once"))).hasSize(1);
  }
}
