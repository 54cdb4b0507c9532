package io.beltline.verification.peer;

import io.beltline.api.Deadline;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A backend that takes traces over OTLP/gRPC and keeps every request as it came. */
public final class OtlpSink implements AutoCloseable {
  private static final String METHOD = "opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private final List<byte[]> requests = new ArrayList<>();
  private final GrpcServer server;

  /** A backend on a free port of the loopback address. */
  public OtlpSink() {
    GrpcServerConfig config =
        BoundYaml.value(
            GrpcServerConfig.class, "{endpoint: \"127.0.0.1:0\", max_recv_msg_size_mib: 64}");
    server =
        GrpcServer.start(
            config,
            ServerSettings.of(TestSettings.of("sink").settings(), new TestHost(RealClock.INSTANCE)),
            Map.of(METHOD, call -> take(call.message())));
  }

  private synchronized GrpcReply take(Slice request) {
    requests.add(request.toByteArray());
    return GrpcReply.of(Slice.EMPTY);
  }

  /** Where it listens. */
  public int port() {
    return server.port();
  }

  /** The requests so far, as OTLP/JSON. */
  public synchronized List<JsonNode> requests() {
    return requests.stream().map(OtlpSink::json).toList();
  }

  /** A request of traces as OTLP/JSON. */
  static JsonNode json(byte[] request) {
    byte[] text = OtlpJson.write(Telemetry.of(Signal.TRACES, Payload.of(Slice.of(request))));
    return JsonMapper.shared().readTree(new String(text, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
  }
}
