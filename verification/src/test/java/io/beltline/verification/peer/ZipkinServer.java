package io.beltline.verification.peer;

import io.beltline.model.Slice;
import io.beltline.verification.process.Ports;
import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import zipkin2.codec.SpanBytesDecoder;

/** A real Zipkin that keeps its spans in memory. Closing it kills it. */
public final class ZipkinServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final RunningProcess process;
  private final int port;

  /** A span as Zipkin shows it; {@code parentId} is empty at a root. */
  public record Span(
      String traceId, String id, String parentId, String name, String kind, String service) {
    private static Span of(JsonNode json) {
      return new Span(
          json.path("traceId").asString(""),
          json.path("id").asString(""),
          json.path("parentId").asString(""),
          json.path("name").asString(""),
          json.path("kind").asString(""),
          json.path("localEndpoint").path("serviceName").asString(""));
    }
  }

  private ZipkinServer(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts Zipkin on a free port of the loopback address and waits until it is healthy. */
  public static ZipkinServer start(Path folder) throws Exception {
    int port = Ports.free(1)[0];
    List<String> command =
        List.of(
            Project.java(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            Project.peer("zipkin-server.jar").toString(),
            "--armeria.ports[0].port=" + port,
            "--armeria.ports[0].ip=127.0.0.1",
            "--armeria.ports[0].protocols[0]=http");
    ZipkinServer server =
        new ZipkinServer(RunningProcess.start("Zipkin", folder, Map.of(), command), port);
    try {
      server.process.await(LIMIT, () -> "Zipkin healthy", () -> Web.read(port, "/health"));
      return server;
    } catch (Exception | AssertionError failed) {
      server.close();
      throw failed;
    }
  }

  /** Where it takes spans in, in its JSON format v2. */
  public String endpoint() {
    return "http://127.0.0.1:" + port + "/api/v2/spans";
  }

  /**
   * The spans of a trace.
   *
   * @param atLeast how many spans to wait for
   */
  public List<Span> trace(String traceId, int atLeast) throws Exception {
    return process.await(
        LIMIT,
        () -> atLeast + " spans of trace " + traceId + " in Zipkin",
        () ->
            Web.read(port, "/api/v2/trace/" + traceId)
                .map(json -> json.valueStream().map(Span::of).toList())
                .filter(spans -> spans.size() >= atLeast));
  }

  /**
   * The spans of a trace with all that Zipkin shows of them.
   *
   * @param atLeast how many spans to wait for
   */
  public List<zipkin2.Span> shown(String traceId, int atLeast) throws Exception {
    return process.await(
        LIMIT,
        () -> atLeast + " spans of trace " + traceId + " in Zipkin",
        () -> Optional.of(shownNow(traceId)).filter(spans -> spans.size() >= atLeast));
  }

  /** The spans it shows of a trace now; none where it does not know it. */
  public List<zipkin2.Span> shownNow(String traceId) throws Exception {
    return Web.read(port, "/api/v2/trace/" + traceId)
        .map(json -> Slice.utf8(json.toString()).toByteArray())
        .map(SpanBytesDecoder.JSON_V2::decodeList)
        .orElse(List.of());
  }

  /** The calls between services it shows, as {@code caller>called}, and how many. */
  public TreeMap<String, Long> calls() throws Exception {
    TreeMap<String, Long> calls = new TreeMap<>();
    String question =
        "/api/v2/dependencies?lookback=3600000&endTs=" + (System.currentTimeMillis() + 60_000);
    Web.read(port, question)
        .orElseThrow()
        .forEach(
            link ->
                calls.put(
                    link.path("parent").asString("") + ">" + link.path("child").asString(""),
                    link.path("callCount").asLong()));
    return calls;
  }

  /** How many spans it has taken, each time they came. */
  public long taken() throws Exception {
    return Web.read(port, "/metrics")
        .orElseThrow()
        .path("counter.zipkin_collector.spans.http")
        .asLong(0);
  }

  @Override
  public void close() {
    process.close();
  }
}
