package io.beltline.verification.client;

import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program of {@code clients} that sends through Python's clients of StatsD, DogStatsD and
 * Graphite, or of InfluxDB, and prints what must arrive.
 */
public final class LineClients {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path folder;

  private LineClients(Path folder) {
    this.folder = folder;
  }

  /** The clients of StatsD, DogStatsD and Graphite, installed. */
  public static LineClients install() throws IOException, InterruptedException {
    return new LineClients(Installation.python("lines"));
  }

  /** The clients of InfluxDB, installed. */
  public static LineClients ofInfluxdb() throws IOException, InterruptedException {
    return new LineClients(Installation.python("influx"));
  }

  /**
   * Sends through one of them.
   *
   * @param client which, and over what, such as {@code statsd-udp}
   * @param place a port, or the path of a socket
   * @return what must arrive, by series
   */
  public Map<String, Map<String, Double>> send(String client, Object place, int requests)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            folder.resolve(Installation.PYTHON).toString(),
            "client.py",
            client,
            place.toString(),
            Integer.toString(requests));
    String sent = String.join("", RunningProcess.run(client, folder, Map.of(), LIMIT, command));
    return JsonMapper.shared().readValue(sent, new TypeReference<>() {});
  }
}
