package io.beltline.verification.flow;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Status;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.grpc.GrpcClient;
import io.beltline.transport.grpc.GrpcRequest;
import io.beltline.transport.grpc.GrpcResult;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client that sends log records to a collector and says what it was told. */
final class Sender implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Set<Status.Code> RETRYABLE =
      Set.of(
          Status.Code.CANCELLED,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.ABORTED,
          Status.Code.OUT_OF_RANGE,
          Status.Code.UNAVAILABLE,
          Status.Code.DATA_LOSS);

  private final Function<Payload, Told> send;
  private final Consumer<Deadline> end;

  private Sender(Function<Payload, Told> send, Consumer<Deadline> end) {
    this.send = send;
    this.end = end;
  }

  /**
   * What a client is told.
   *
   * @param accepted success
   * @param retryable that it may send again, by the rules of OTLP
   * @param status the word: a gRPC code or an HTTP status, or how the connection failed
   * @param words the rest of the answer; empty for success
   * @param pause how long to wait, null if nothing was said
   */
  record Told(
      boolean accepted, boolean retryable, String status, String words, @Nullable Duration pause) {}

  static Sender to(Protocol protocol, int port) {
    return to(protocol, port, "none");
  }

  static Sender to(Protocol protocol, int port, String compression) {
    ClientSettings settings =
        ClientSettings.of(TestSettings.of("client").settings(), new TestHost(RealClock.INSTANCE));
    return switch (protocol) {
      case GRPC -> {
        GrpcClient client =
            GrpcClient.create(
                BoundYaml.value(
                    GrpcClientConfig.class,
                    "{endpoint: \"127.0.0.1:%d\", tls: {insecure: true}, compression: %s}"
                        .formatted(port, compression)),
                settings);
        yield new Sender(body -> grpc(client, body), client::close);
      }
      case HTTP -> {
        HttpClient client =
            HttpClient.create(
                BoundYaml.value(
                    HttpClientConfig.class,
                    "{endpoint: \"http://127.0.0.1\", compression: %s}".formatted(compression)),
                settings);
        URI uri = URI.create("http://127.0.0.1:" + port + "/v1/logs");
        yield new Sender(body -> http(client, uri, body), client::close);
      }
    };
  }

  /** Sends once. */
  Told send(Logs logs) {
    return send.apply(logs.payload());
  }

  /** Sends bytes that may be anything. */
  Told sendRaw(byte... body) {
    return send.apply(Payload.of(body));
  }

  private static Told grpc(GrpcClient client, Payload body) {
    GrpcResult result =
        client.call(
            GrpcRequest.of(
                "opentelemetry.proto.collector.logs.v1.LogsService/Export",
                body,
                Context.EMPTY,
                Deadline.in(RealClock.INSTANCE, TIMEOUT)));
    return switch (result) {
      case GrpcResult.Ok _ -> new Told(true, false, "OK", "", null);
      case GrpcResult.Failed failed ->
          new Told(
              false,
              RETRYABLE.contains(failed.code())
                  || (failed.code() == Status.Code.RESOURCE_EXHAUSTED
                      && failed.retryAfter() != null),
              failed.code().name(),
              failed.message(),
              failed.retryAfter());
    };
  }

  private static Told http(HttpClient client, URI uri, Payload body) {
    HttpReply reply =
        client.send(
            HttpCall.post(uri, "application/x-protobuf", body)
                .with(Deadline.in(RealClock.INSTANCE, TIMEOUT)));
    return switch (reply) {
      case HttpReply.Response response ->
          new Told(
              response.isSuccess(),
              Set.of(429, 502, 503, 504).contains(response.status()),
              Integer.toString(response.status()),
              response.isSuccess() ? "" : response.body().toUtf8(),
              response.retryAfter(RealClock.INSTANCE.unixNanos()));
      case HttpReply.Failure failure -> new Told(false, true, failure.kind().name(), "", null);
    };
  }

  @Override
  public void close() {
    end.accept(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1)));
  }
}
