package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Meter;
import io.beltline.api.Reservation;
import io.beltline.api.Settings;
import io.beltline.model.Slice;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A UDP port. Readers take packets into a bounded queue, so that the operating system need not drop
 * them, and workers hand them to whoever makes telemetry of them. Nobody hears what becomes of a
 * packet: each that is dropped is counted with the reason.
 */
public final class UdpPort implements EntrySource.Port {
  /**
   * A packet.
   *
   * @param peer who sent it
   * @param bytes what is in it
   * @param reservation the room it takes; closed when the handler returns
   */
  public record Datagram(InetSocketAddress peer, Slice bytes, Reservation reservation) {}

  /** Makes telemetry of packets. Called by several workers at a time. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Takes packets that were waiting; those it cannot use it counts by {@link UdpPort#dropped}.
     *
     * @throws InterruptedException if the port ends before: the packets are counted as dropped
     */
    void handle(List<Datagram> packets, UdpPort port) throws InterruptedException;
  }

  /**
   * How large a port is.
   *
   * @param endpoint where it listens
   * @param queueSize how many packets wait at most
   * @param maxPacketSize how many bytes a packet may have
   * @param readers how many threads read
   * @param workers how many threads call the handler
   * @param run how many packets a worker takes at a time
   * @param socketBufferSize how many bytes the operating system keeps; 0 for what it has set
   */
  public record Limits(
      String endpoint,
      int queueSize,
      int maxPacketSize,
      int readers,
      int workers,
      int run,
      int socketBufferSize) {}

  private final Settings settings;
  private final String transport;
  private final Limits limits;
  private final Admission admission;
  private final Handler handler;
  private final DatagramSocket socket;
  private final InetSocketAddress local;

  /** Packets; an empty one tells that no more come. */
  private final BlockingQueue<Optional<Datagram>> queue;

  private final CountDownLatch reading;
  private final CountDownLatch running;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  private UdpPort(
      Settings settings, String transport, Limits limits, Admission admission, Handler handler) {
    this.settings = settings;
    this.transport = transport;
    this.limits = limits;
    this.admission = admission;
    this.handler = handler;
    this.socket = open(limits);
    this.local = new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    this.queue = new ArrayBlockingQueue<>(limits.queueSize());
    this.reading = new CountDownLatch(limits.readers());
    this.running = new CountDownLatch(limits.workers() + limits.readers());
  }

  /**
   * Listens.
   *
   * @param transport the word for it in metrics
   * @param admission what the packets in the queue are reserved with; of a handler that waits for
   *     the pipeline it is to be a part of the room, since what it hands on needs some too
   * @throws ComponentException if it cannot
   */
  public static UdpPort start(
      Settings settings, String transport, Limits limits, Admission admission, Handler handler) {
    UdpPort port = new UdpPort(settings, transport, limits, admission, handler);
    for (int i = 0; i < limits.readers(); i++) {
      Thread.ofVirtual().name(transport + "-reader-" + i).start(port::receive);
    }
    for (int i = 0; i < limits.workers(); i++) {
      port.threads.add(Thread.ofVirtual().name(transport + "-" + i).start(port::work));
    }
    return port;
  }

  @Override
  public int port() {
    return local.getPort();
  }

  /** The address it listens on. */
  public InetSocketAddress local() {
    return local; // a closed socket has none, and what it brought is still worked on
  }

  /** Where it listens. */
  public String endpoint() {
    return local.getAddress().getHostAddress() + ":" + local.getPort();
  }

  /**
   * Stops reading, and waits until the deadline for the packets that are in the queue. Those that
   * are left then are dropped.
   */
  @Override
  public void close(Deadline deadline) {
    ended = true;
    socket.close();
    try {
      if (!running.await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        List<Optional<Datagram>> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(packet -> packet.ifPresent(one -> drop("shutdown", one)));
        queue.offer(Optional.empty());
        threads.forEach(Thread::interrupt);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static DatagramSocket open(Limits limits) {
    InetSocketAddress address = ListenAddress.of(limits.endpoint());
    DatagramSocket socket = null;
    try {
      socket = new DatagramSocket((SocketAddress) null);
      if (limits.socketBufferSize() > 0) {
        socket.setOption(StandardSocketOptions.SO_RCVBUF, limits.socketBufferSize());
      }
      socket.bind(address);
      return socket;
    } catch (IOException unusable) {
      if (socket != null) {
        socket.close();
      }
      throw new ComponentException(
          "cannot listen on " + limits.endpoint() + " (UDP): " + unusable.getMessage(), unusable);
    }
  }

  private void receive() {
    byte[] buffer = new byte[limits.maxPacketSize() + 1]; // one more shows that a packet is larger
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
      reading.countDown();
      end();
      running.countDown();
    }
  }

  private void take(DatagramPacket packet) {
    if (packet.getLength() > limits.maxPacketSize()) {
      dropped("too_large");
      return;
    }
    Reservation reservation = Reservation.of(admission, packet.getLength());
    if (reservation == null) {
      dropped("no_room");
      return;
    }
    Slice bytes = Slice.of(Arrays.copyOf(packet.getData(), packet.getLength()));
    InetSocketAddress peer = (InetSocketAddress) packet.getSocketAddress();
    Datagram taken = new Datagram(peer, bytes, reservation);
    if (!queue.offer(Optional.of(taken))) {
      drop("queue_full", taken);
    }
  }

  /** The last reader tells the workers. */
  private void end() {
    if (reading.getCount() > 0) {
      return;
    }
    try {
      queue.put(Optional.empty());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    List<Optional<Datagram>> taken = new ArrayList<>(limits.run());
    try {
      for (boolean more = true; more; taken.clear()) {
        taken.add(queue.take());
        queue.drainTo(taken, limits.run() - 1);
        more = !taken.contains(Optional.<Datagram>empty());
        handle(taken.stream().flatMap(Optional::stream).toList());
      }
      queue.put(Optional.empty()); // for the next worker
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      taken.forEach(packet -> packet.ifPresent(left -> dropped("shutdown")));
      running.countDown();
    }
  }

  private void handle(List<Datagram> run) throws InterruptedException {
    try {
      if (!run.isEmpty()) {
        handler.handle(run, this);
      }
    } catch (RuntimeException bug) {
      run.forEach(packet -> dropped("error"));
      settings.logger().error("{} packets were dropped", run.size(), bug);
    } finally {
      run.forEach(packet -> packet.reservation().close());
    }
  }

  private void drop(String reason, Datagram packet) {
    dropped(reason);
    packet.reservation().close();
  }

  /** Counts a packet that is not used, with the reason. */
  public void dropped(String reason) {
    counter(reason).add(1);
  }

  private Meter.Counter counter(String reason) {
    return settings
        .meter()
        .counter(
            "beltline_receiver_dropped_packets",
            "{packets}",
            "Packets that were dropped, whose senders are never told.",
            Map.of("transport", transport, "reason", reason));
  }
}
