package io.beltline.exporter.nop;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.extension.Configs;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NopExporterTest {
  private final NopExporterFactory factory = new NopExporterFactory();

  @Test
  void everythingIsTaken() {
    var config = Configs.bind(NopExporterFactory.Config.class, "");
    var request =
        new ExportRequest(
            Context.EMPTY,
            Requests.span("[]"),
            Deadline.in(new FakeClock(), Duration.ofSeconds(1)));
    assertThat(factory.create(TestSettings.of("nop").settings(), config).export(request))
        .isEqualTo(ExportResult.delivered());
  }

  @Test
  void keysAreRefused() {
    assertThat(Configs.problems(NopExporterFactory.Config.class, "size: 1")).hasSize(1);
  }
}
