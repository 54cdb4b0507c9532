package io.beltline.transport.grpc;

import io.beltline.api.Admission;
import io.beltline.api.Reservation;
import io.beltline.transport.net.Gathering;
import org.jspecify.annotations.Nullable;

/**
 * What is reserved for the messages of one call: on the account of the process until the call is
 * answered, and in the buffers of the network until a message is whole. Grows with what comes, so
 * that who announces much and sends little holds little. For one thread, but for its end.
 */
final class MessageRoom {
  /** What is reserved for a message of which nothing has come yet. */
  private static final long FIRST = 64 << 10;

  private final Reservation reservation;
  private final Admission buffers = Gathering.ofProcess();
  private @Nullable Reservation gathering;
  private long expected;
  private long arrived; // of the message that is coming
  private long earlier; // what came before it
  private long reserved;

  MessageRoom(Reservation reservation) {
    this.reservation = reservation;
  }

  /** What stands on the account of the process. */
  Reservation reservation() {
    return reservation;
  }

  /** A message of a length begins. All of it must have room now; false if it has not. */
  boolean announce(long length) {
    expected = length;
    earlier += arrived;
    arrived = 0;
    if (gathering == null) {
      gathering = buffers.reserve(0);
    }
    if (!grow(length)) {
      return false;
    }
    reserved = Math.min(length, FIRST);
    shrink(length - reserved);
    return true;
  }

  /** Some of the message has come; false if there is no room for it. */
  boolean arrive(long bytes) {
    arrived += bytes;
    if (arrived <= reserved) {
      return true;
    }
    long wanted = Math.min(expected, Math.max(arrived, 2 * reserved));
    boolean room = grow(wanted - reserved);
    reserved = wanted;
    return room;
  }

  private boolean grow(long bytes) {
    Reservation inBuffers = gathering;
    if (inBuffers == null || !reservation.grow(bytes)) {
      return false;
    }
    if (!inBuffers.grow(bytes)) {
      reservation.shrink(bytes);
      return false;
    }
    return true;
  }

  private void shrink(long bytes) {
    reservation.shrink(bytes);
    if (gathering != null) {
      gathering.shrink(bytes);
    }
  }

  /** A message that was one of many is taken out, whole: its bytes are not reserved here more. */
  void leave(long length) {
    shrink(length);
  }

  /** The bytes that have come. */
  long arrived() {
    return earlier + arrived;
  }

  /** True if some of a message has still to come. */
  boolean isExpecting() {
    return arrived < expected;
  }

  /** The messages have left the buffers. */
  void gathered() {
    Reservation inBuffers = gathering;
    if (inBuffers != null) {
      inBuffers.close();
    }
  }

  /** Gives everything back. */
  void close() {
    gathered();
    reservation.close();
  }
}
