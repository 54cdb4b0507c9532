package io.beltline.receiver.jaeger;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A receiver on free ports. */
final class RunningJaeger implements AutoCloseable {
  static final String ALL =
      "{protocols: {grpc: {endpoint: \"127.0.0.1:0\"}, thrift_http: {endpoint: \"127.0.0.1:0\"},"
          + " thrift_compact: {endpoint: \"127.0.0.1:0\"}, thrift_binary: {endpoint:"
          + " \"127.0.0.1:0\"}}}";

  final TestSettings settings = TestSettings.of("jaeger");
  final JaegerReceiver receiver;

  RunningJaeger(String yaml, Consumer consumer) {
    Outputs outputs =
        new Outputs() {
          @Override
          public Optional<Consumer> consumer(Signal signal) {
            return signal == Signal.TRACES ? Optional.of(consumer) : Optional.empty();
          }

          @Override
          public Admission admission() {
            return Admission.UNLIMITED;
          }
        };
    JaegerReceiverConfig config = BoundYaml.value(JaegerReceiverConfig.class, yaml);
    receiver = new JaegerReceiver(settings.settings(), config, outputs);
    receiver.start(new TestHost(RealClock.INSTANCE));
  }

  int port(String protocol) {
    return requireNonNull(receiver.ports().get(protocol));
  }

  void send(String protocol, byte[] packet) {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress loopback = InetAddress.getByName("127.0.0.1");
      socket.send(new DatagramPacket(packet, packet.length, loopback, port(protocol)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Waits for the queues to be empty, then ends: nothing is counted any more. */
  @Override
  public void close() {
    receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(10)));
  }

  long dropped(String transport, String reason) {
    return settings
        .meter()
        .count(
            "beltline_receiver_dropped_packets", Map.of("transport", transport, "reason", reason));
  }
}
