package io.beltline.receiver.otlp;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.ServerReceiver;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.Header;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A receiver on free ports, and a sender for each of its protocols. */
final class RunningReceiver implements AutoCloseable {
  private static final String BOTH =
      "{protocols: {grpc: {endpoint: \"127.0.0.1:0\", include_metadata: true},"
          + " http: {endpoint: \"127.0.0.1:0\", include_metadata: true}}}";

  final TestSettings settings = TestSettings.of("otlp");
  final ServerReceiver receiver;
  private final TestHost host = new TestHost(RealClock.INSTANCE);
  private final GrpcClient grpc;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningReceiver(String yaml, Map<Signal, Consumer> consumers, Admission admission) {
    Outputs outputs =
        new Outputs() {
          @Override
          public Optional<Consumer> consumer(Signal signal) {
            return Optional.ofNullable(consumers.get(signal));
          }

          @Override
          public Admission admission() {
            return admission;
          }
        };
    OtlpReceiverConfig config = BoundYaml.value(OtlpReceiverConfig.class, yaml);
    receiver = new OtlpReceiverFactory().create(settings.settings(), config, outputs);
    receiver.start(host);
    GrpcClientConfig client =
        BoundYaml.value(
            GrpcClientConfig.class,
            "{endpoint: \"127.0.0.1:%d\", tls: {insecure: true}}".formatted(receiver.grpcPort()));
    grpc = GrpcClient.create(client, ClientSettings.of(settings.settings(), host));
  }

  /** A receiver of both protocols whose every signal goes to one consumer. */
  static RunningReceiver into(Consumer consumer) {
    return of(
        BOTH,
        Map.of(
            Signal.TRACES, consumer,
            Signal.METRICS, consumer,
            Signal.LOGS, consumer,
            Signal.PROFILES, consumer),
        Admission.UNLIMITED);
  }

  /** A receiver of both protocols with some of the signals. */
  static RunningReceiver into(Map<Signal, Consumer> consumers, Admission admission) {
    return of(BOTH, consumers, admission);
  }

  static RunningReceiver of(String yaml, Map<Signal, Consumer> consumers, Admission admission) {
    return new RunningReceiver(yaml, consumers, admission);
  }

  /** Sends over gRPC. */
  GrpcResult call(Signal signal, Slice request, Header... headers) {
    return grpc.call(
        new GrpcRequest(
            OtlpRoutes.grpcMethod(signal),
            List.of(request),
            List.of(headers),
            Context.EMPTY,
            Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(30))));
  }

  /** Posts over HTTP. */
  HttpResponse<byte[]> post(String path, String contentType, Slice body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(30))
            .version(HttpClient.Version.HTTP_1_1)
            .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Sends any request over HTTP. */
  HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException failed) {
      throw new AssertionError("no answer to " + request, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + receiver.httpPort() + path);
  }

  @Override
  public void close() {
    Deadline deadline = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5));
    grpc.close(deadline);
    http.close();
    receiver.shutdown(deadline);
  }
}
