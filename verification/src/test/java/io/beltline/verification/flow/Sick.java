package io.beltline.verification.flow;

import io.beltline.api.Status;
import io.beltline.testkit.RealClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Four destinations of one collector, of both protocols: a healthy one, and three that fall ill
 * together: one is a black hole, one refuses, one takes ten times as long.
 */
final class Sick implements AutoCloseable {
  static final List<String> NAMES = List.of("silent", "refusing", "slow", "healthy");

  private static final Duration USUAL = Duration.ofMillis(5);

  private final AtomicBoolean ill = new AtomicBoolean();
  private final List<Backend> backends;
  private final SilentLine line;
  private final Delays delays;
  private final Protocol one;
  private final Protocol other;

  private Sick(Protocol one, Protocol other, int records) throws IOException {
    this.one = one;
    this.other = other;
    delays = new Delays(records);
    backends =
        List.of(
            Backend.start(one, records, this::taken),
            Backend.start(
                other,
                records,
                numbers ->
                    ill.get()
                        ? new Backend.Answer(false, Status.Code.UNAVAILABLE, null)
                        : taken(numbers)),
            Backend.start(
                other,
                records,
                numbers -> {
                  if (ill.get()) {
                    RealClock.INSTANCE.sleep(USUAL.multipliedBy(9));
                  }
                  return taken(numbers);
                }),
            Backend.start(
                one,
                records,
                numbers -> {
                  delays.arrived(numbers);
                  return taken(numbers);
                }));
    line = SilentLine.to(backends.getFirst().port());
  }

  /** The healthy one and the black hole speak one protocol, the others the other. */
  static Sick of(Protocol healthy, int records) throws IOException {
    return new Sick(healthy, healthy == Protocol.GRPC ? Protocol.HTTP : Protocol.GRPC, records);
  }

  private Backend.Answer taken(List<Long> numbers) throws InterruptedException {
    RealClock.INSTANCE.sleep(USUAL);
    return Backend.Answer.TAKEN;
  }

  /** Makes the three ill or well. */
  void ill(boolean value) throws IOException {
    ill.set(value);
    line.silent(value);
  }

  Backend backend(String name) {
    return backends.get(NAMES.indexOf(name));
  }

  /** The exporter's id. */
  String id(String name) {
    return protocol(name).exporter() + "/" + name;
  }

  private Protocol protocol(String name) {
    return name.equals("silent") || name.equals("healthy") ? one : other;
  }

  /** How long records take to the healthy one. */
  Delays delays() {
    return delays;
  }

  /**
   * The exporters, each with its queue. Only the silent one times out: what is answered late would
   * be sent twice.
   */
  String exporters(String queueOfHealthy, String queueOfOthers) {
    StringBuilder yaml = new StringBuilder();
    for (String name : NAMES) {
      int port = name.equals("silent") ? line.port() : backend(name).port();
      yaml.append(
          """
            %s:
              endpoint: '%s'
              tls: {insecure: true}
              timeout: %s
              compression: none
              retry_on_failure: {initial_interval: 100ms, max_interval: 500ms, max_elapsed_time: 0s}
              sending_queue: {num_consumers: 4, %s}
          """
              .formatted(
                  id(name),
                  protocol(name).endpoint(port),
                  name.equals("silent") ? "1s" : "30s",
                  name.equals("healthy") ? queueOfHealthy : queueOfOthers));
    }
    return yaml.toString();
  }

  @Override
  public void close() throws IOException {
    line.close();
    backends.forEach(Backend::close);
  }
}
