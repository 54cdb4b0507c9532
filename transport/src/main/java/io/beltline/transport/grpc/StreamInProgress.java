package io.beltline.transport.grpc;

import io.beltline.api.Admission;
import io.beltline.api.Reservation;
import io.beltline.transport.net.Workers;
import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;

/**
 * A call whose sender streams messages. One message at a time is taken from the library, and the
 * next one is asked for when the handler is done with it and its bytes are given back; those that
 * have come meanwhile wait in the network's buffers, reserved with their prefixes, and no more of
 * them come than the window allows. Its monitor guards its state; handlers run outside of it.
 */
final class StreamInProgress extends IncomingCall {
  private final CallDispatcher dispatcher;
  private final ServerCall<MessageBytes, MessageBytes> call;
  private final GrpcStream stream;
  private final Admission admission;
  private final MessageRoom room; // of what no handler has yet
  private @Nullable MessageBytes handedOver;
  private @Nullable Thread worker;
  private boolean allSent;

  StreamInProgress(
      CallDispatcher dispatcher,
      ServerCall<MessageBytes, MessageBytes> call,
      io.grpc.Metadata headers,
      GrpcStreamHandler handler,
      Admission admission,
      Reservation reservation) {
    super(dispatcher, call, headers, handler::overloaded);
    this.dispatcher = dispatcher;
    this.call = call;
    this.stream = handler.open();
    this.admission = admission;
    this.room = new MessageRoom(reservation);
  }

  @Override
  void ask() {
    call.request(1);
  }

  @Override
  synchronized void release() {
    room.close();
    dispatcher.ended(this);
  }

  @Override
  synchronized boolean announced(long length) {
    // many small messages may wait, and each has its prefix in the buffers too
    return !hasEnded()
        && fits(length)
        && has(room.announce(length + MessageGate.PREFIX) && room.arrive(MessageGate.PREFIX));
  }

  @Override
  synchronized boolean arrived(long bytes) {
    return has(room.arrive(bytes));
  }

  @Override
  synchronized long arrived() {
    return room.arrived();
  }

  @Override
  synchronized boolean isExpecting() {
    return room.isExpecting() && !hasEnded();
  }

  @Override
  synchronized boolean isHeldUp() {
    return worker != null;
  }

  @Override
  public synchronized void onMessage(MessageBytes received) {
    if (hasEnded()) {
      return;
    }
    if (received.isLost()) {
      lost();
      return;
    }
    try {
      begin(received);
    } catch (Throwable broken) {
      giveUp(broken);
    }
  }

  private void begin(MessageBytes received) {
    long length = received.whole().length();
    room.leave(length + MessageGate.PREFIX);
    Reservation own = admission.reserve(length);
    if (own == null) {
      noRoom();
      return;
    }
    try {
      handedOver = received;
      work(new Taking(own));
    } finally {
      if (worker == null) {
        own.close();
        handedOver = null;
      }
    }
  }

  @Override
  public synchronized void onHalfClose() {
    allSent = true;
    if (worker == null && !hasEnded()) {
      try {
        work(new Finishing());
      } catch (Throwable broken) {
        giveUp(broken);
      }
    }
  }

  @Override
  public synchronized void onComplete() {
    if (!hasEnded()) { // the library has ended it, for something that was thrown on the event loop
      onCancel();
    }
    room.close();
  }

  @Override
  public synchronized void onCancel() {
    drop();
    if (worker != null) {
      worker.interrupt(); // what it waits for is of no use any more
    }
  }

  /**
   * The server stops: a stream of which nothing is here ends. One whose message is coming or being
   * handled ends behind that.
   */
  synchronized void stop() {
    if (worker == null && room.reservation().bytes() == 0) {
      tooLate();
    }
  }

  private void work(Workers.Task task) {
    worker = dispatcher.start(task);
    if (worker == null) {
      tooLate();
    }
  }

  /** Has a message handled. */
  private final class Taking implements Workers.Task {
    private final Reservation own;

    Taking(Reservation own) {
      this.own = own;
    }

    @Override
    public void run() {
      take(own);
    }

    @Override
    public void unstarted(Throwable why) {
      own.close();
      giveUp(why);
    }
  }

  /** Has the stream answered behind its last message. */
  private final class Finishing implements Workers.Task {
    @Override
    public void run() {
      finish();
    }

    @Override
    public void unstarted(Throwable why) {
      giveUp(why);
    }
  }

  private void take(Reservation own) {
    try {
      GrpcReply reply;
      try (own) {
        reply = answer(own, stream::message);
      }
      if (reply != null) {
        send(reply);
      } else if (next()) {
        finish();
      }
    } catch (Throwable broken) {
      giveUp(broken);
    }
  }

  /** A message is done with: lets the next one come. True if it was the last one. */
  private synchronized boolean next() {
    if (hasEnded()) {
      return false;
    }
    if (allSent) {
      return true;
    }
    if (dispatcher.isStopping()) {
      tooLate();
      return false;
    }
    worker = null;
    ask();
    return false;
  }

  private void finish() {
    try {
      GrpcReply reply = careful(stream::end);
      if (reply != null) {
        send(reply);
      }
    } catch (Throwable broken) {
      giveUp(broken);
    }
  }

  private void send(GrpcReply reply) {
    if (end() && !call.isCancelled()) {
      Replies.send(call, reply);
    }
  }

  @Override
  synchronized MessageBytes handedOver() {
    MessageBytes whole = handedOver;
    handedOver = null;
    if (whole == null) {
      throw new IllegalStateException("a message is handled once");
    }
    return whole;
  }
}
