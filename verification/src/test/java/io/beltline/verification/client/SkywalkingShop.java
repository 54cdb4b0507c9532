package io.beltline.verification.client;

import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The shop of {@code clients/skywalking} under SkyWalking's agent for Python. Closing kills it. */
public final class SkywalkingShop implements AutoCloseable {
  /** Its service. */
  public static final String SERVICE = "shop";

  /** Its instance. */
  public static final String INSTANCE = "shop@1";

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final RunningProcess process;

  private SkywalkingShop(RunningProcess process) {
    this.process = process;
  }

  /**
   * Starts it; it plays orders, and its agent reports them meanwhile.
   *
   * @param port where the agent reports over gRPC
   */
  public static SkywalkingShop start(int port, int orders)
      throws IOException, InterruptedException {
    Path folder = Installation.python("skywalking");
    Map<String, String> environment =
        Map.of(
            "SW_AGENT_COLLECTOR_BACKEND_SERVICES",
            "127.0.0.1:" + port,
            "SW_AGENT_PROTOCOL",
            "grpc",
            "SW_AGENT_NAME",
            SERVICE,
            "SW_AGENT_INSTANCE_NAME",
            INSTANCE,
            "SW_AGENT_METER_REPORTER_PERIOD",
            "1",
            "SW_AGENT_LOG_REPORTER_ACTIVE",
            "false");
    List<String> command =
        List.of(
            folder.resolve(Installation.PYTHON).toString(), "shop.py", Integer.toString(orders));
    return new SkywalkingShop(RunningProcess.start("shop", folder, environment, command));
  }

  /** Waits until all orders are played, and tells the segments as the agent had them. */
  public List<Segment> segments() throws Exception {
    String ignored = process.awaitLine("played"::equals, "all is played", LIMIT);
    return process.lines().stream()
        .filter(line -> line.startsWith("{"))
        .map(line -> JsonMapper.shared().readValue(line, Segment.class))
        .toList();
  }

  /** Ends it, and returns its exit code. */
  public int end() throws IOException, InterruptedException {
    process.endInput();
    return process.awaitEnd(LIMIT);
  }

  /** All it printed. */
  public String log() {
    return process.log();
  }

  @Override
  public void close() {
    process.close();
  }

  /** What the agent has of a segment. */
  public record Segment(String traceId, String segmentId, List<Span> spans) {}

  /** A span of a segment; times are milliseconds. */
  public record Span(
      int spanId,
      int parentSpanId,
      String name,
      String type,
      String layer,
      long start,
      long end,
      boolean failed,
      Map<String, String> tags,
      List<Map<String, String>> logs,
      List<Reference> refs) {}

  /** A reference to the span that caused this one. */
  public record Reference(
      String type, String traceId, String segmentId, int spanId, String service, String endpoint) {}
}
