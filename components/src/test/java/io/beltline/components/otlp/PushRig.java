package io.beltline.components.otlp;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A receiver that is a server or two, what it is sent, and what it has handed on. */
public final class PushRig implements AutoCloseable {
  public final TestSettings settings = TestSettings.of("push");
  public final RecordingConsumer next = new RecordingConsumer();
  public final ServerReceiver receiver;
  private final HttpClient http = HttpClient.newHttpClient();

  private <C extends Record> PushRig(
      ServerFactory<C> factory, String yaml, Set<Signal> signals, Admission admission) {
    Outputs outputs =
        new Outputs() {
          @Override
          public Optional<Consumer> consumer(Signal signal) {
            return signals.contains(signal) ? Optional.of(next) : Optional.empty();
          }

          @Override
          public Admission admission() {
            return admission;
          }
        };
    receiver =
        factory.create(settings.settings(), BoundYaml.value(factory.configType(), yaml), outputs);
    receiver.start(new TestHost(RealClock.INSTANCE));
  }

  /** A receiver of some signals that runs on a free port. */
  public static <C extends Record> PushRig start(
      ServerFactory<C> factory, String keys, Signal... signals) {
    return start(factory, keys, Admission.UNLIMITED, signals);
  }

  /** A receiver with so much room. */
  public static <C extends Record> PushRig start(
      ServerFactory<C> factory, String keys, Admission admission, Signal... signals) {
    return new PushRig(
        factory, "{endpoint: '127.0.0.1:0'" + keys + "}", Set.of(signals), admission);
  }

  /** A receiver of some signals over gRPC and HTTP, on free ports. */
  public static <C extends Record> PushRig both(
      ServerFactory<C> factory, String keys, Signal... signals) {
    return new PushRig(
        factory,
        "{protocols: {grpc: {endpoint: '127.0.0.1:0'}, http: {endpoint: '127.0.0.1:0'}}"
            + keys
            + "}",
        Set.of(signals),
        Admission.UNLIMITED);
  }

  /** Sends a request; headers are names and values in turn. */
  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** Sends a request whose body is bytes; headers are names and values in turn. */
  public HttpResponse<String> send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.httpPort() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a message over gRPC. */
  public GrpcResult call(String method, Slice message) {
    GrpcClientConfig config =
        BoundYaml.value(
            GrpcClientConfig.class,
            "{endpoint: '127.0.0.1:" + receiver.grpcPort() + "', tls: {insecure: true}}");
    Deadline deadline = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(20));
    GrpcClient client =
        GrpcClient.create(
            config, ClientSettings.of(settings.settings(), new TestHost(RealClock.INSTANCE)));
    try {
      return client.call(
          new GrpcRequest(method, List.of(message), List.of(), Context.EMPTY, deadline));
    } finally {
      client.close(deadline);
    }
  }

  /** What was handed on, as JSON with single quotes and without the times it was seen at. */
  public List<String> received() {
    return next.received().stream()
        .map(
            call ->
                new String(OtlpJson.write(call.telemetry()), StandardCharsets.UTF_8)
                    .replace('"', '\'')
                    .replaceAll(",?'observedTimeUnixNano':'\\d+'", ""))
        .toList();
  }

  @Override
  public void close() {
    http.close();
    receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
  }
}
