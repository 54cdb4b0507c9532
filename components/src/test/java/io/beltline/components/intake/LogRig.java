package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.model.Signal;
import io.beltline.receiver.LogRecords;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A receiver of logs on real sockets, and what it has handed on. */
public final class LogRig implements AutoCloseable {
  public final TestSettings settings = TestSettings.of("logs");
  public final RecordingConsumer next = new RecordingConsumer();
  private final Semaphore arrived = new Semaphore(0);
  private final Receiver receiver;

  private <C extends Record> LogRig(ReceiverFactory<C> factory, String yaml, Admission admission) {
    Consumer counting =
        (context, telemetry) -> {
          var result = next.consume(context, telemetry);
          if (result.isAccepted()) {
            arrived.release(telemetry.itemCount());
          }
          return result;
        };
    Outputs outputs =
        new Outputs() {
          @Override
          public Optional<Consumer> consumer(Signal signal) {
            return Optional.of(counting);
          }

          @Override
          public Admission admission() {
            return admission;
          }
        };
    receiver =
        factory.create(settings.settings(), BoundYaml.value(factory.configType(), yaml), outputs);
  }

  /** A receiver that runs. */
  public static <C extends Record> LogRig start(ReceiverFactory<C> factory, String yaml) {
    return start(factory, yaml, Admission.UNLIMITED, RealClock.INSTANCE);
  }

  /** A receiver that runs with so much room, by a clock. */
  public static <C extends Record> LogRig start(
      ReceiverFactory<C> factory, String yaml, Admission admission, Clock clock) {
    LogRig rig = new LogRig(factory, yaml, admission);
    rig.receiver.start(new TestHost(clock));
    return rig;
  }

  /** The receiver. */
  public Receiver receiver() {
    return receiver;
  }

  /** The port of a transport. */
  public int port(String transport) {
    return ((EntryReceiver) receiver).port(transport);
  }

  /** Waits until so many more items were accepted. */
  public LogRig await(int items) {
    arrived.acquireUninterruptibly(items);
    return this;
  }

  /** Sends over a connection of its own. */
  public static void tcp(int port, String... pieces) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      for (String piece : pieces) {
        out.write(piece.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends packets. */
  public static void udp(int port, String... packets) {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress loopback = InetAddress.getByName("127.0.0.1");
      for (String packet : packets) {
        byte[] bytes = packet.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, loopback, port));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Sends datagrams to a socket in the file system. Java has none there: Python's sends them. When
   * this returns the operating system has taken all.
   */
  public static void unixgram(Path path, List<String> datagrams) {
    String program =
        """
        import socket, sys
        to = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        for datagram in sys.stdin.read().split("\\0"):
            to.sendto(datagram.encode(), sys.argv[1])
        """;
    try {
      Process python =
          new ProcessBuilder("python3", "-c", program, path.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (OutputStream out = python.getOutputStream()) {
        out.write(String.join("\0", datagrams).getBytes(StandardCharsets.UTF_8));
      }
      int code = python.onExit().join().exitValue();
      if (code != 0) {
        throw new IllegalStateException("the sender ended with code " + code);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The records so far. */
  public List<Map<String, @Nullable Object>> records() {
    List<Map<String, @Nullable Object>> records = new ArrayList<>();
    next.received().forEach(call -> records.addAll(LogRecords.of(call.telemetry())));
    return records;
  }

  /** Their bodies. */
  public List<@Nullable Object> bodies() {
    List<@Nullable Object> bodies = new ArrayList<>();
    records().forEach(record -> bodies.add(record.get("body")));
    return bodies;
  }

  /** Items dropped for a reason. */
  public long dropped(String reason) {
    return settings.meter().count("beltline_receiver_dropped_items", Map.of("reason", reason));
  }

  @Override
  public void close() {
    receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(10)));
  }
}
