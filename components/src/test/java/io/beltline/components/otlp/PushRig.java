package io.beltline.components.otlp;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.ReceiverFactory;
import io.beltline.model.Signal;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
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

/** A receiver that is an HTTP server, what it is sent, and what it has handed on. */
public final class PushRig implements AutoCloseable {
  public final TestSettings settings = TestSettings.of("push");
  public final RecordingConsumer next = new RecordingConsumer();
  private final HttpPushReceiver receiver;
  private final HttpClient http = HttpClient.newHttpClient();

  private <C extends Record> PushRig(
      ReceiverFactory<C> factory, String yaml, Set<Signal> signals, Admission admission) {
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
        (HttpPushReceiver)
            factory.create(
                settings.settings(), BoundYaml.value(factory.configType(), yaml), outputs);
    receiver.start(new TestHost(RealClock.INSTANCE));
  }

  /** A receiver of some signals that runs on a free port. */
  public static <C extends Record> PushRig start(
      ReceiverFactory<C> factory, String keys, Signal... signals) {
    return start(factory, keys, Admission.UNLIMITED, signals);
  }

  /** A receiver with so much room. */
  public static <C extends Record> PushRig start(
      ReceiverFactory<C> factory, String keys, Admission admission, Signal... signals) {
    return new PushRig(
        factory, "{endpoint: '127.0.0.1:0'" + keys + "}", Set.of(signals), admission);
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
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
