package io.beltline.processor.remotetap;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.connector.Spans;
import io.beltline.extension.Configs;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import io.beltline.processor.Requests;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteTapProcessorTest {
  private final FakeClock clock = new FakeClock();
  private final TestSettings settings = TestSettings.of("remote_tap");
  private final RecordingConsumer next = new RecordingConsumer();
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable RemoteTapProcessor processor;

  @AfterEach
  void close() {
    if (processor != null) {
      processor.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
    }
    http.shutdownNow();
  }

  private RemoteTapProcessor started(String yaml) {
    RemoteTapProcessor made =
        (RemoteTapProcessor)
            new RemoteTapFactory()
                .create(
                    settings.settings(),
                    Configs.bind(RemoteTapConfig.class, yaml),
                    Signal.TRACES,
                    next);
    made.start(new TestHost(clock));
    processor = made;
    return made;
  }

  private BlockingQueue<String> listen(RemoteTapProcessor to) {
    BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          private final StringBuilder text = new StringBuilder();

          @Override
          public @Nullable CompletionStage<?> onText(
              WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
              messages.add(text.toString());
              text.setLength(0);
            }
            socket.request(1);
            return null;
          }
        };
    http.newWebSocketBuilder()
        .buildAsync(URI.create("ws://localhost:" + to.port() + "/"), listener)
        .join();
    return messages;
  }

  private long count(String outcome) {
    return settings
        .meter()
        .count("beltline_processor_remote_tap_requests", Map.of("outcome", outcome));
  }

  @Test
  void whoListensSeesSomeOfWhatPassesAndAllOfItPasses() throws Exception {
    RemoteTapProcessor tap = started("{endpoint: 'localhost:0', limit: 2}");
    Telemetry first = Spans.of("shop", "GET", 5);
    assertThat(tap.consume(Context.EMPTY, first).isAccepted()).isTrue();
    assertThat(next.received().getFirst().telemetry()).isSameAs(first);
    BlockingQueue<String> messages = listen(tap);
    for (int i = 1; i <= 5; i++) {
      tap.consume(Context.EMPTY, Spans.of("shop", "call " + i, 5));
    }
    clock.advance(Duration.ofSeconds(1));
    tap.consume(Context.EMPTY, Spans.of("shop", "call 6", 5));
    for (int number : new int[] {1, 2, 6}) {
      assertThat(messages.poll(10, TimeUnit.SECONDS))
          .isEqualTo(Requests.text(Spans.of("shop", "call " + number, 5)));
    }
    assertThat(next.items()).isEqualTo(7);
    assertThat(count("shown")).isEqualTo(3);
    assertThat(count("over_limit")).as("before anybody listened, none counts").isEqualTo(3);
    assertThat(settings.meter().gauge("beltline_processor_remote_tap_clients", Map.of()))
        .isEqualTo(1);
  }

  @Test
  void anAnswerGoesBackAndTheTapNeverChangesIt() {
    RemoteTapProcessor tap = started("endpoint: 'localhost:0'");
    listen(tap);
    ConsumeResult later = ConsumeResult.unavailable("later", Duration.ofSeconds(1));
    next.answering(later);
    assertThat(tap.consume(Context.EMPTY, Spans.of("shop", "GET", 5))).isEqualTo(later);
    clock.advance(Duration.ofSeconds(1));
    Telemetry damaged = new Traces(Payload.of(Slice.of(new byte[] {10, 5, 1})));
    assertThat(tap.consume(Context.EMPTY, damaged)).isEqualTo(later);
    assertThat(count("unreadable")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    Telemetry large = Spans.of("shop", "x".repeat(5 << 20), 5);
    assertThat(tap.consume(Context.EMPTY, large)).isEqualTo(later);
    assertThat(count("too_large")).isEqualTo(1);
  }

  @Test
  void aBrowserIsToldWhatItIs() throws Exception {
    RemoteTapProcessor tap = started("endpoint: 'localhost:0'");
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + tap.port() + "/")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(426);
    assertThat(answer.body()).isEqualTo("this is a WebSocket\n");
  }

  @Test
  void defaultsAreThoseOfTheGoCollector() {
    RemoteTapConfig config = Configs.bind(RemoteTapConfig.class, "");
    assertThat(config.server().endpoint()).isEqualTo("localhost:12001");
    assertThat(config.limit()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit: -1 | limit",
        "limit: .nan | limit",
        "limit: x | limit",
        "endpoint: '' | endpoint",
        "transport: pipe | transport",
        "no_such_key: 1 | no_such_key"
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String path) {
    assertThat(Configs.problems(RemoteTapConfig.class, yaml))
        .anyMatch(problem -> problem.startsWith("1: " + path + ": "));
  }
}
