package io.beltline.receiver.zipkin;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.components.otlp.ServerReceiver;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** A receiver on a free port, and somebody who posts to it. */
final class RunningZipkin implements AutoCloseable {
  final TestSettings settings = TestSettings.of("zipkin");
  private final ServerReceiver receiver;
  private final HttpClient http = HttpClient.newHttpClient();

  RunningZipkin(String keys, Consumer consumer, Admission admission) {
    Outputs outputs =
        new Outputs() {
          @Override
          public Optional<Consumer> consumer(Signal signal) {
            return signal == Signal.TRACES ? Optional.of(consumer) : Optional.empty();
          }

          @Override
          public Admission admission() {
            return admission;
          }
        };
    ZipkinReceiverConfig config =
        BoundYaml.value(ZipkinReceiverConfig.class, "{endpoint: \"127.0.0.1:0\"" + keys + "}");
    receiver = new ZipkinReceiverFactory().create(settings.settings(), config, outputs);
    receiver.start(new TestHost(RealClock.INSTANCE));
  }

  static RunningZipkin into(Consumer consumer) {
    return new RunningZipkin("", consumer, Admission.UNLIMITED);
  }

  HttpResponse<String> post(String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.httpPort() + path))
        .timeout(Duration.ofSeconds(30))
        .version(HttpClient.Version.HTTP_1_1);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError("no answer to " + request, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
    receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
  }
}
