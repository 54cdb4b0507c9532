package io.beltline.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.service.logging.LogSettings.Encoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LibraryLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T15:04:05Z"), ZoneOffset.UTC);
  private static final Logger LIBRARY = Logger.getLogger("some.library.Part");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Logger root = Logger.getLogger("");
  private final Handler[] before = root.getHandlers();

  @BeforeEach
  void install() {
    LogSettings settings =
        new LogSettings(
            org.slf4j.event.Level.INFO, Encoding.JSON, List.of("stderr"), Map.of(), null, true);
    Logging.configure(settings, out, CLOCK);
    LibraryLog.install();
  }

  @AfterEach
  void restore() {
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    for (Handler handler : before) {
      root.addHandler(handler);
    }
    Logging.configure(LogSettings.STANDARD, System.err, Clock.systemDefaultZone());
  }

  @Test
  void whatLibrariesSayIsALineOfTheLog() {
    LIBRARY.log(Level.WARNING, "{0} of {1}", new Object[] {1, 2});
    LIBRARY.log(Level.FINE, "unseen");
    LIBRARY.info("a {brace}");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"level\":\"warn\",\"ts\":\"2026-01-02T15:04:05.000Z\","
                + "\"logger\":\"some.library.Part\",\"msg\":\"1 of 2\"}\n"
                + "{\"level\":\"info\",\"ts\":\"2026-01-02T15:04:05.000Z\","
                + "\"logger\":\"some.library.Part\",\"msg\":\"a {brace}\"}\n");
  }

  @Test
  void anErrorBringsItsStack() {
    LIBRARY.log(Level.SEVERE, "broke", new IllegalStateException("why"));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{\"level\":\"error\",")
        .contains("\"msg\":\"broke\"")
        .contains("\"stacktrace\":\"java.lang.IllegalStateException: why")
        .containsOnlyOnce("\n");
  }
}
