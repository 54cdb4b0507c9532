package io.beltline.verification.flow;

import io.beltline.api.Deadline;
import io.beltline.api.Status;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A backend for numbered log records that answers by a script and remembers what it took. */
final class Backend implements AutoCloseable {
  private static final String GRPC = "opentelemetry.proto.collector.logs.v1.LogsService/Export";

  private final Script script;
  private final AtomicIntegerArray arrivals;
  private final LongAdder acknowledged = new LongAdder();
  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
  private int port;
  private Runnable end = () -> {};

  private Backend(int records, Script script) {
    this.script = script;
    this.arrivals = new AtomicIntegerArray(records);
  }

  /** What it does with the next request. May block: a slow backend. */
  @FunctionalInterface
  interface Script {
    Answer next(List<Long> numbers) throws InterruptedException;

    /** The same where the request's size in bytes matters too. */
    default Answer next(List<Long> numbers, int bytes) throws InterruptedException {
      return next(numbers);
    }
  }

  /**
   * What it says.
   *
   * @param keeps whether it keeps the records
   * @param code OK to say that it did
   * @param pause the time to wait it names, null for none
   * @param words what it says beside the code
   */
  record Answer(boolean keeps, Status.Code code, @Nullable Duration pause, String words) {
    static final Answer TAKEN = new Answer(true, Status.Code.OK, null);

    Answer(boolean keeps, Status.Code code, @Nullable Duration pause) {
      this(keeps, code, pause, "scripted");
    }
  }

  static Backend start(Protocol protocol, int records, Script script) {
    return start(protocol, 0, records, script);
  }

  /** A backend on a port, 0 for any. */
  static Backend start(Protocol protocol, int port, int records, Script script) {
    Backend backend = new Backend(records, script);
    ServerSettings settings =
        ServerSettings.of(TestSettings.of("backend").settings(), new TestHost(RealClock.INSTANCE));
    String endpoint = "127.0.0.1:" + port;
    switch (protocol) {
      case GRPC -> {
        GrpcServerConfig config =
            BoundYaml.value(
                GrpcServerConfig.class,
                "{endpoint: \"" + endpoint + "\", max_recv_msg_size_mib: 64}");
        GrpcServer server =
            GrpcServer.start(config, settings, Map.of(GRPC, call -> backend.grpc(call.message())));
        backend.port = server.port();
        backend.end = () -> server.close(soon());
      }
      case HTTP -> {
        HttpServer server =
            HttpServer.start(
                HttpServerConfig.at(endpoint), settings, request -> backend.http(request.body()));
        backend.port = server.port();
        backend.end = () -> server.close(soon());
      }
    }
    return backend;
  }

  int port() {
    return port;
  }

  /** Records it has said it took, each time it said so. */
  long acknowledged() {
    return acknowledged.sum();
  }

  /** How often it gave each answer. */
  Map<String, LongAdder> answers() {
    return answers;
  }

  /** Different records that arrived. */
  long distinct() {
    return IntStream.range(0, arrivals.length()).filter(i -> arrivals.get(i) > 0).count();
  }

  /** Arrivals of records that had arrived before. */
  long duplicates() {
    return IntStream.range(0, arrivals.length())
        .mapToLong(i -> Math.max(0, arrivals.get(i) - 1))
        .sum();
  }

  /** How often a record arrived. */
  int arrivals(int number) {
    return arrivals.get(number);
  }

  private Answer take(Slice request) {
    List<Long> numbers = Numbered.numbers(Telemetry.of(Signal.LOGS, Payload.of(request)));
    Answer answer;
    try {
      answer = script.next(numbers, request.length());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      answer = new Answer(false, Status.Code.UNAVAILABLE, null);
    }
    answers
        .computeIfAbsent(
            answer.code() + (answer.pause() == null ? "" : "+wait"), k -> new LongAdder())
        .increment();
    if (answer.keeps()) {
      numbers.forEach(number -> arrivals.incrementAndGet(number.intValue()));
    }
    if (answer.code() == Status.Code.OK) {
      acknowledged.add(numbers.size());
    }
    return answer;
  }

  private GrpcReply grpc(Slice request) {
    Answer answer = take(request);
    return answer.code() == Status.Code.OK
        ? GrpcReply.of(Slice.EMPTY)
        : new GrpcReply.Failed(answer.code(), answer.words(), answer.pause());
  }

  private HttpResponse http(Slice request) {
    Answer answer = take(request);
    HttpResponse response =
        answer.code() == Status.Code.OK
            ? HttpResponse.of(200, "application/x-protobuf", Slice.EMPTY)
            : HttpResponse.text(answer.code().http(), answer.words());
    Duration wait = answer.pause();
    return wait == null ? response : response.with("retry-after", Long.toString(wait.toSeconds()));
  }

  private static Deadline soon() {
    return Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1));
  }

  @Override
  public void close() {
    end.run();
  }
}
