package io.beltline.receiver.jaeger;

import io.beltline.api.Admission;
import io.beltline.api.ClientInfo;
import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Metadata;
import io.beltline.api.Meter;
import io.beltline.api.Reservation;
import io.beltline.api.Settings;
import io.beltline.components.thrift.ThriftReader;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.receiver.jaeger.JaegerReceiverConfig.UdpConfig;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A UDP port of the agent's. One thread reads packets into a bounded queue, so that the operating
 * system need not drop them, and workers make spans of them. Nobody hears what becomes of a packet:
 * each that is dropped is counted with the reason.
 */
final class AgentPort {
  /** What tells a worker that no more packets come. */
  private static final Packet END = new Packet("", Slice.EMPTY, null);

  private record Packet(String peer, Slice bytes, @Nullable Reservation reservation) {
    boolean isEnd() {
      return reservation == null;
    }
  }

  private final Settings settings;
  private final Intake intake;
  private final UdpConfig config;
  private final Admission admission;
  private final Function<Slice, ThriftReader> form;
  private final DatagramSocket socket;
  private final BlockingQueue<Packet> queue;
  private final CountDownLatch running;
  private volatile boolean ended;

  private AgentPort(
      Settings settings,
      Intake intake,
      UdpConfig config,
      Admission admission,
      Function<Slice, ThriftReader> form) {
    this.settings = settings;
    this.intake = intake;
    this.config = config;
    this.admission = admission;
    this.form = form;
    this.socket = open(config);
    this.queue = new ArrayBlockingQueue<>(config.queueSize());
    this.running = new CountDownLatch(config.workers() + 1);
  }

  /**
   * Listens.
   *
   * @throws ComponentException if it cannot
   */
  static AgentPort start(
      Settings settings,
      Intake intake,
      UdpConfig config,
      Admission admission,
      Function<Slice, ThriftReader> form) {
    AgentPort port = new AgentPort(settings, intake, config, admission, form);
    Thread.ofVirtual().name(intake.transport()).start(port::receive);
    for (int i = 0; i < config.workers(); i++) {
      Thread.ofVirtual().name(intake.transport() + "-" + i).start(port::work);
    }
    return port;
  }

  /** The port number. */
  int port() {
    return socket.getLocalPort();
  }

  /** Where it listens. */
  String endpoint() {
    return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  /** Stops reading, and waits until the deadline for the packets that are in the queue. */
  void close(Deadline deadline) {
    ended = true;
    socket.close();
    try {
      if (!running.await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        for (Packet left = queue.poll(); left != null; left = queue.poll()) {
          drop("shutdown", left);
        }
        queue.offer(END);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static DatagramSocket open(UdpConfig config) {
    InetSocketAddress address = UdpAddress.of(config.endpoint());
    DatagramSocket socket = null;
    try {
      socket = new DatagramSocket((SocketAddress) null);
      if (config.socketBufferSize() > 0) {
        socket.setOption(StandardSocketOptions.SO_RCVBUF, config.socketBufferSize());
      }
      socket.bind(address);
      return socket;
    } catch (IOException unusable) {
      if (socket != null) {
        socket.close();
      }
      throw new ComponentException(
          "cannot listen on " + config.endpoint() + " (UDP): " + unusable.getMessage(), unusable);
    }
  }

  private void receive() {
    byte[] buffer = new byte[config.maxPacketSize() + 1]; // one more shows that a packet is larger
    try {
      while (!ended) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        take(packet);
      }
    } catch (IOException broken) {
      if (!ended) {
        settings.logger().error("no more packets are read: {}", broken.getMessage());
      }
    } finally {
      end();
      running.countDown();
    }
  }

  private void take(DatagramPacket packet) {
    if (packet.getLength() > config.maxPacketSize()) {
      dropped("too_large");
      return;
    }
    Reservation reservation = Reservation.of(admission, packet.getLength());
    if (reservation == null) {
      dropped("no_room");
      return;
    }
    Slice bytes = Slice.of(Arrays.copyOf(packet.getData(), packet.getLength()));
    Packet taken = new Packet(String.valueOf(packet.getSocketAddress()), bytes, reservation);
    if (!queue.offer(taken)) {
      drop("queue_full", taken);
    }
  }

  private void end() {
    try {
      queue.put(END);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      for (Packet packet = queue.take(); !packet.isEnd(); packet = queue.take()) {
        try {
          handle(packet);
        } catch (RuntimeException bug) {
          dropped("error");
          settings.logger().error("a packet was dropped", bug);
        } finally {
          close(packet);
        }
      }
      queue.put(END); // for the next worker
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      running.countDown();
    }
  }

  private void handle(Packet packet) {
    Context context =
        Context.of(new ClientInfo(packet.peer(), intake.transport()), Metadata.EMPTY)
            .withReservation(packet.reservation());
    Slice bytes = packet.bytes();
    try {
      switch (intake.take(
          context, bytes.length(), room -> ThriftBatch.call(form.apply(bytes), room))) {
        case ConsumeResult.Accepted _ -> {}
        case ConsumeResult.Retryable _, ConsumeResult.Permanent _ -> dropped("refused");
      }
    } catch (UnknownCallException unknown) {
      dropped("unknown_call");
      settings.logger().debug("a packet was dropped: {}", unknown.getMessage());
    } catch (MalformedTelemetryException malformed) {
      dropped("malformed");
      settings.logger().debug("a packet was dropped: {}", intake.refuse(malformed));
    }
  }

  private void drop(String reason, Packet packet) {
    if (!packet.isEnd()) {
      dropped(reason);
      close(packet);
    }
  }

  private static void close(Packet packet) {
    if (packet.reservation() != null) {
      packet.reservation().close();
    }
  }

  private void dropped(String reason) {
    counter(reason).add(1);
  }

  private Meter.Counter counter(String reason) {
    return settings
        .meter()
        .counter(
            "beltline_receiver_dropped_packets",
            "{packets}",
            "Packets that were dropped, whose senders are never told.",
            Map.of("transport", intake.transport(), "reason", reason));
  }
}
