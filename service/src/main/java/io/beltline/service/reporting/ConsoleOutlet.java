package io.beltline.service.reporting;

import io.beltline.api.Deadline;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Standard output: a line of OTLP/JSON a request. */
final class ConsoleOutlet implements Outlet {

  @Override
  public @Nullable String send(Telemetry telemetry, Deadline deadline) {
    System.out.println(new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8));
    return null;
  }

  @Override
  public String target() {
    return "console";
  }

  @Override
  public void close(Deadline deadline) {}
}
