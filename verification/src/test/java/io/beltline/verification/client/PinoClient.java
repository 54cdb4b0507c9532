package io.beltline.verification.client;

import io.beltline.verification.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program in Node.js that logs by pino, one object of JSON a line. */
public final class PinoClient {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private PinoClient() {}

  /** Logs into a file. */
  public static void log(Path file) throws Exception {
    Path folder = Installation.node("pino");
    RunningProcess.run(
        "pino client", folder, Map.of(), LIMIT, List.of("node", "client.js", file.toString()));
  }
}
