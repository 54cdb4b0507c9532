package io.beltline.receiver.fluentforward;

import io.beltline.api.Admission;
import io.beltline.api.ClientInfo;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Settings;
import io.beltline.components.intake.ListenAddress;
import io.beltline.components.intake.Shipper;
import io.beltline.components.intake.TcpConnection;
import io.beltline.model.Logs;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Mergeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;

/**
 * Hands on the messages of one connection. Those that want no acknowledgement are gathered while
 * there is more to read, and their sender waits while the pipeline says later. A chunk is handed on
 * by itself and acknowledged when it was taken; if it was not, for good or for a while, the
 * connection ends without an acknowledgement, so that its sender sends it again. One thread.
 */
final class ForwardConnection {
  private static final int RECORDS = 1000;
  private static final int BYTES = 1 << 20;

  /** How long a message that has begun, and takes room, waits for what follows. */
  private static final Duration REST = Duration.ofMinutes(3);

  /**
   * How long a chunk waits while the pipeline says later. Fluent Bit gives a chunk up after one
   * retry, where nothing else is set; Fluentd waits 190 s for an acknowledgement.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Settings settings;
  private final TcpConnection connection;
  private final Context context;
  private final Shipper shipper;
  private final Clock clock;
  private final ForwardMetrics metrics;
  private final ReadingRoom room;
  private final ForwardReader reader;
  private final List<Logs> gathered = new ArrayList<>();
  private int records;
  private long bytes;
  private boolean within;

  ForwardConnection(
      Settings settings,
      TcpConnection connection,
      String transport,
      Shipper shipper,
      Admission room,
      Clock clock,
      ForwardMetrics metrics) {
    this.settings = settings;
    this.connection = connection;
    String peer = transport.equals("unix") ? "" : ListenAddress.text(connection.peer());
    this.context = Context.of(new ClientInfo(peer, transport), Metadata.EMPTY);
    this.shipper = shipper;
    this.clock = clock;
    this.metrics = metrics;
    this.room = new ReadingRoom(room, clock);
    this.reader = new ForwardReader(new Incoming(), this.room);
  }

  /**
   * Reads to the end.
   *
   * @throws IOException if the connection breaks or brings what is no message, or a chunk was not
   *     taken
   * @throws InterruptedException if the receiver ends before; what was gathered is counted as
   *     dropped
   */
  void read() throws IOException, InterruptedException {
    metrics.opened().add(1);
    try (room) {
      try {
        while (reader.hasNext()) {
          within = true;
          ForwardMessage message = reader.read(clock.unixNanos());
          within = false;
          take(message);
        }
      } finally {
        ship();
      }
    } catch (MessageInsufficientBufferException cut) {
      throw new EOFException("the connection ended within a message");
    } catch (MessagePackException | MalformedTelemetryException malformed) {
      metrics.failed().add(1);
      throw new IOException("malformed message: " + malformed, malformed);
    } catch (NoRoomException none) {
      settings.logger().warn("{} is disconnected: {}", connection.peer(), none.getMessage());
      shipper.drop("no_room", 1);
      throw new IOException(none.getMessage(), none);
    } finally {
      metrics.closed().add(1);
    }
  }

  private void take(ForwardMessage message) throws IOException, InterruptedException {
    Logs logs = message.logs();
    int items = logs.itemCount();
    metrics.parsed().add(1);
    metrics.records().add(items);
    room.keep(bytes + logs.byteSize());
    if (message.chunk() != null) {
      ship();
      deliver(logs, items, message.chunk());
      room.keep(0);
    } else if (items > 0) {
      gathered.add(logs);
      records += items;
      bytes += logs.byteSize();
      if (records >= RECORDS || bytes >= BYTES) {
        ship();
      }
    }
  }

  private void ship() throws InterruptedException {
    if (!gathered.isEmpty()) {
      Logs all = Mergeable.merge(gathered);
      gathered.clear();
      records = 0;
      long shipped = bytes;
      bytes = 0;
      shipper.ship(context, all);
      room.give(shipped); // not all that is kept: a message may be half read
    }
  }

  private void deliver(Logs logs, int items, String chunk)
      throws IOException, InterruptedException {
    ConsumeResult result =
        items == 0 ? ConsumeResult.accepted() : shipper.offer(context, logs, PATIENCE);
    switch (result) {
      case ConsumeResult.Accepted accepted -> {
        shipper.drop("refused", accepted.rejectedItems());
        connection.write(acknowledgement(chunk));
      }
      case ConsumeResult.Retryable later -> refused(chunk, later.message());
      case ConsumeResult.Permanent permanent -> {
        settings.logger().warn("{} records are refused: {}", items, permanent.message());
        refused(chunk, permanent.message());
      }
    }
  }

  private void refused(String chunk, String why) throws IOException {
    metrics.unacknowledged().add(1);
    throw new IOException("chunk " + chunk + " was not taken: " + why);
  }

  private void hangUp() {
    try {
      connection.close();
    } catch (IOException broken) {
      settings.logger().debug("{} cannot be closed: {}", connection.peer(), broken.toString());
    }
  }

  private static byte[] acknowledgement(String chunk) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(1).packString("ack").packString(chunk);
      return packer.toByteArray();
    }
  }

  /** What comes; before it waits for more, what was gathered is handed on. */
  private final class Incoming extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (!gathered.isEmpty() && !connection.hasMore()) {
        try {
          ship();
        } catch (InterruptedException ends) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("the receiver ends");
        }
      }
      return within && !connection.hasMore()
          ? await(into, from, length)
          : connection.read(into, from, length);
    }

    private int await(byte[] into, int from, int length) throws IOException {
      AtomicBoolean silent = new AtomicBoolean();
      Clock.Cancellable limit =
          clock.schedule(
              REST,
              () -> {
                silent.set(true);
                hangUp();
              });
      try {
        return connection.read(into, from, length);
      } catch (IOException broken) {
        if (silent.get()) {
          throw new SocketTimeoutException("the rest of a message does not come");
        }
        throw broken;
      } finally {
        limit.cancel();
      }
    }
  }
}
