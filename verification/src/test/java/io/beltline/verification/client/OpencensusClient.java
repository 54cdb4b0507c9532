package io.beltline.verification.client;

import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The program of {@code clients/opencensus} with the exporters of OpenCensus for Python. */
public final class OpencensusClient {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path folder;

  private OpencensusClient(Path folder) {
    this.folder = folder;
  }

  /** What it sent. */
  public record Sent(String service, List<Span> spans, List<Point> points) {}

  /**
   * A span as the library had it.
   *
   * @param kind the number of its kind in OTLP
   * @param start nanoseconds since 1970
   * @param events the names of its events, sorted
   * @param links the span ids it links to
   */
  public record Span(
      String traceId,
      String spanId,
      String parentSpanId,
      String name,
      int kind,
      String start,
      String end,
      boolean failed,
      Map<String, String> attributes,
      List<String> events,
      List<String> links) {}

  /**
   * A point as the library had it.
   *
   * @param time nanoseconds since 1970
   * @param value its value, or the sum of a distribution
   */
  public record Point(
      String name,
      Map<String, String> attributes,
      String time,
      double value,
      long count,
      List<Long> buckets) {}

  /** The client, its packages installed by pip in a virtual environment. */
  public static OpencensusClient install() throws IOException, InterruptedException {
    return new OpencensusClient(Installation.python("opencensus"));
  }

  /** Sends spans and metrics to a port. */
  public Sent send(int port, int requests) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            folder.resolve(Installation.PYTHON).toString(),
            "client.py",
            Integer.toString(port),
            Integer.toString(requests));
    String sent =
        String.join("", RunningProcess.run("OpenCensus client", folder, Map.of(), LIMIT, command));
    return JsonMapper.shared().readValue(sent.substring(sent.indexOf('{')), Sent.class);
  }
}
