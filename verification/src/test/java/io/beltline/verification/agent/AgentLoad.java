package io.beltline.verification.agent;

import io.beltline.testkit.RealClock;
import io.beltline.verification.peer.Web;
import io.jaegertracing.internal.JaegerSpan;
import io.jaegertracing.internal.JaegerTracer;
import io.jaegertracing.internal.exceptions.SenderException;
import io.jaegertracing.internal.reporters.InMemoryReporter;
import io.jaegertracing.internal.samplers.ConstSampler;
import io.jaegertracing.thrift.internal.senders.UdpSender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What reaches an agent from all sides at once, numbered: lines of a file, each in a span; spans,
 * records and data points over OTLP, spans in packets of the Jaeger agent's. A request that is
 * refused ends it.
 */
final class AgentLoad implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int LINES = 40;
  private static final int RECORDS = 20;
  private static final Duration NO_LONGER = Duration.ofMinutes(5);

  private final AgentPorts ports;
  private final Path file;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  private final List<String> packetSpans = new ArrayList<>();
  private volatile boolean over;
  private volatile int lines;
  private volatile int traces;
  private volatile int records;
  private volatile int value;
  private volatile int packets;

  AgentLoad(AgentPorts ports, Path file) {
    this.ports = ports;
    this.file = file;
  }

  /** A step that is done again and again. */
  private interface Step {
    void run() throws Exception;
  }

  void start() throws Exception {
    Files.createFile(file);
    long begin = RealClock.INSTANCE.unixNanos();
    repeat(this::write);
    repeat(
        () -> {
          post("traces", Requests.trace(traces, RealClock.INSTANCE.unixNanos()));
          traces++;
        });
    repeat(
        () -> {
          post("logs", Requests.records(records, RECORDS, RealClock.INSTANCE.unixNanos()));
          records += RECORDS;
        });
    repeat(
        () -> {
          post("metrics", Requests.points(value + 1, begin, RealClock.INSTANCE.unixNanos()));
          value++;
        });
    UdpSender sender = new UdpSender("127.0.0.1", ports.jaeger(), 0);
    repeat(() -> packet(sender));
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // each is written by one thread
  private void write() throws Exception {
    StringBuilder text = new StringBuilder();
    int trace = Math.max(0, traces - 1);
    String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    for (int i = 0; i < LINES; i++) {
      text.append("{\"time\":\"%s\",\"level\":\"INFO\",".formatted(now))
          .append("\"message\":\"%s\",\"thread\":\"t1\",".formatted(Marks.file(lines + i)))
          .append("\"trace_id\":\"%s\",".formatted(Requests.traceId(trace)))
          .append("\"span_id\":\"%s\"}\n".formatted(Requests.spanId(trace, i % Requests.SPANS)));
    }
    Files.writeString(file, text, StandardOpenOption.APPEND);
    lines += LINES;
  }

  private void repeat(Step step) {
    running.add(
        threads.submit(
            () -> {
              while (!over) {
                step.run();
                RealClock.INSTANCE.sleep(PAUSE);
              }
              return null;
            }));
  }

  private void post(String signal, byte[] body) throws Exception {
    Web.post(ports.http(), "/v1/" + signal, "application/x-protobuf", body);
  }

  /** A packet with a trace, made by the client that Jaeger had before OpenTelemetry. */
  private void packet(UdpSender sender) throws SenderException {
    InMemoryReporter reporter = new InMemoryReporter();
    try (JaegerTracer tracer =
        new JaegerTracer.Builder("desk")
            .withReporter(reporter)
            .withSampler(new ConstSampler(true))
            .withTraceId128Bit()
            .build()) {
      JaegerSpan root = tracer.buildSpan("order").start();
      for (int i = 1; i < 5; i++) {
        tracer.buildSpan("step " + i).asChildOf(root).start().finish();
      }
      root.finish();
      for (JaegerSpan span : reporter.getSpans()) {
        sender.append(span);
        synchronized (packetSpans) {
          packetSpans.add(
              span.context().getTraceId() + "/%016x".formatted(span.context().getSpanId()));
        }
      }
      sender.flush();
      packets++;
    }
  }

  /** Waits until so many more steps of each kind are done. */
  void awaitMore(int steps) throws Exception {
    int[] goals = {
      lines + steps * LINES,
      traces + steps,
      records + steps * RECORDS,
      value + steps,
      packets + steps
    };
    long end = System.nanoTime() + NO_LONGER.toNanos();
    while (lines < goals[0]
        || traces < goals[1]
        || records < goals[2]
        || value < goals[3]
        || packets < goals[4]) {
      for (Future<?> one : running) {
        if (one.isDone()) {
          one.get();
        }
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("after " + NO_LONGER + ": " + this);
      }
      RealClock.INSTANCE.sleep(PAUSE);
    }
  }

  /** Ends it, and fails as the first part of it did. */
  void end() throws InterruptedException, ExecutionException {
    over = true;
    for (Future<?> one : running) {
      one.get();
    }
  }

  /** The last value that was accepted. */
  int value() {
    return value;
  }

  int packets() {
    return packets;
  }

  /** The marks of all lines that were written and of all records that were accepted. */
  List<String> marks() {
    List<String> marks = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      marks.add(Marks.file(i));
    }
    for (int i = 0; i < records; i++) {
      marks.add(Marks.sent(i));
    }
    return marks;
  }

  /** The spans that were accepted over OTLP, as {@code trace/span}. */
  List<String> spans() {
    List<String> spans = new ArrayList<>();
    for (int trace = 0; trace < traces; trace++) {
      for (int span = 0; span < Requests.SPANS; span++) {
        spans.add(Requests.traceId(trace) + "/" + Requests.spanId(trace, span));
      }
    }
    return spans;
  }

  /** The spans that were sent in packets. */
  List<String> packetSpans() {
    synchronized (packetSpans) {
      return List.copyOf(packetSpans);
    }
  }

  @Override
  public String toString() {
    return "%d lines, %d records, %d spans, %d packets of %d spans, value %d in %d series"
        .formatted(
            lines,
            records,
            traces * Requests.SPANS,
            packets,
            packetSpans().size(),
            value,
            Requests.SERIES);
  }

  @Override
  public void close() {
    over = true;
    threads.close();
  }
}
