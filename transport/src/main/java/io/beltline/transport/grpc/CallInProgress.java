package io.beltline.transport.grpc;

import io.beltline.api.Reservation;
import io.beltline.api.Status.Code;
import io.beltline.transport.net.Workers;
import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;

/**
 * One unary call from its headers to its end. Event loops call it until its message is complete.
 */
final class CallInProgress extends IncomingCall implements Workers.Task {
  private final CallDispatcher dispatcher;
  private final ServerCall<MessageBytes, MessageBytes> call;
  private final GrpcHandler handler;
  private final MessageRoom room;
  private @Nullable MessageBytes message;
  private @Nullable Thread worker;
  private volatile @Nullable MessageBytes handedOver;
  private int messages;

  CallInProgress(
      CallDispatcher dispatcher,
      ServerCall<MessageBytes, MessageBytes> call,
      io.grpc.Metadata headers,
      GrpcHandler handler,
      Reservation reservation) {
    super(dispatcher, call, headers, handler::overloaded);
    this.dispatcher = dispatcher;
    this.call = call;
    this.handler = handler;
    this.room = new MessageRoom(reservation);
  }

  @Override
  void ask() {
    call.request(2); // one more than allowed, to notice a second message
  }

  @Override
  void release() {
    room.close();
  }

  @Override
  boolean announced(long length) {
    if (messages++ > 0) {
      fail(Code.INTERNAL, "more than one message in a unary call", null);
      return false;
    }
    return fits(length) && has(room.announce(length));
  }

  @Override
  boolean arrived(long bytes) {
    return has(room.arrive(bytes));
  }

  @Override
  long arrived() {
    return room.arrived();
  }

  @Override
  boolean isExpecting() {
    return room.isExpecting() && !hasEnded();
  }

  @Override
  boolean isHeldUp() {
    return false;
  }

  @Override
  public void onMessage(MessageBytes received) {
    room.gathered();
    if (received.isLost()) {
      lost();
    } else {
      message = received;
    }
  }

  @Override
  public void onHalfClose() {
    MessageBytes whole = message;
    if (hasEnded()) {
      return;
    }
    if (whole == null) {
      fail(Code.INTERNAL, "no message in a unary call", null);
      return;
    }
    message = null;
    handedOver = whole; // not in what the thread runs: it would keep compressed bytes to its end
    try {
      worker = dispatcher.start(this);
    } catch (Throwable broken) {
      unstarted(broken);
      return;
    }
    if (worker == null) {
      handedOver = null;
      tooLate();
    }
  }

  @Override
  public void unstarted(Throwable why) {
    handedOver = null;
    giveUp(why);
  }

  @Override
  public void onComplete() {
    if (!hasEnded()) { // the library has ended it, for something that was thrown on the event loop
      onCancel();
    }
    room.gathered(); // again: the authenticator's thread may have ended the call before all was in
  }

  @Override
  public void onCancel() {
    room.gathered();
    message = null;
    if (worker == null) {
      drop();
    } else {
      // it keeps its bytes until it returns, and what it waits for is of no use any more
      worker.interrupt();
    }
  }

  @Override
  public void run() {
    try {
      GrpcReply reply = answer(room.reservation(), handler::handle);
      if (reply == null) {
        throw new IllegalStateException("a unary call without an answer");
      }
      if (end() && !call.isCancelled()) {
        Replies.send(call, reply);
      }
    } catch (Throwable broken) {
      giveUp(broken);
    } finally {
      room.close();
    }
  }

  @Override
  MessageBytes handedOver() {
    MessageBytes whole = handedOver;
    handedOver = null;
    if (whole == null) {
      throw new IllegalStateException("a call is handled once");
    }
    return whole;
  }
}
