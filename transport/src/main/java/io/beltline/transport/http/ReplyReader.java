package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.beltline.api.Metadata;
import io.beltline.model.Slice;
import io.beltline.transport.http.ExchangeTrace.Phase;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import io.beltline.transport.net.EventLoops;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Gathers one answer. One event loop fills it, the caller's thread waits for it. */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class ReplyReader {
  private static final String NO_MEMORY = "there is no memory for the answer now";

  private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
  private final AtomicReference<@Nullable HttpReply> known = new AtomicReference<>();
  private final String where;
  private final AnswerRoom room;
  private final @Nullable ExchangeTrace trace;
  private final @Nullable AnswerParts parts;
  private final boolean bodiless;
  private volatile @Nullable Future<?> alarm;
  private volatile boolean begun;
  private int status;
  private Metadata headers = Metadata.EMPTY;
  private @Nullable BodyBuffer body;
  private @Nullable AnswerParts streaming;
  private boolean keepAlive;

  ReplyReader(String where, Outgoing request) {
    this.where = where;
    this.room = request.answer();
    this.trace = request.trace();
    this.parts = request.parts();
    this.bodiless = request.method().equals("HEAD");
  }

  /** True once a byte of the answer has come. */
  boolean isBegun() {
    return begun;
  }

  boolean isDone() {
    return reply.isDone();
  }

  /** True if the server keeps the connection. */
  boolean keepAlive() {
    return keepAlive;
  }

  /** Takes a part; true if the answer is complete. */
  boolean read(HttpObject part) {
    if (!begun) {
      begun = true;
      ExchangeTrace.begin(trace, Phase.RECEIVE);
    }
    if (part.decoderResult().isFailure()) {
      fail(Kind.PROTOCOL, "the answer is no HTTP: " + part.decoderResult().cause().getMessage());
      return true;
    }
    if (part instanceof HttpResponse head) {
      if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
        return false;
      }
      status = head.status().code();
      headers = headers(head.headers());
      keepAlive = HttpUtil.isKeepAlive(head);
      if (parts != null && head.status().codeClass() == HttpStatusClass.SUCCESS) {
        streaming = parts;
        parts.begin();
        return read(parts, part);
      }
      // without a body its length is that of another answer
      boolean none = bodiless || status == 204 || status == 304;
      long announced = none ? 0 : Math.max(-1, HttpUtil.getContentLength(head, -1L));
      if (announced > room.limit()) {
        return refused("the answer exceeds " + room.limit() + " bytes");
      }
      if (!room.reservation().grow(Math.max(0, announced))) {
        return refused(NO_MEMORY);
      }
      body = new BodyBuffer(announced, room.limit(), room.reservation());
    }
    AnswerParts taker = streaming;
    if (taker != null) {
      return read(taker, part);
    }
    BodyBuffer buffer = body;
    if (buffer == null || !(part instanceof HttpContent content)) {
      return false;
    }
    BodyBuffer.Outcome outcome = buffer.add(content.content());
    if (outcome != BodyBuffer.Outcome.TAKEN) {
      return refused(
          outcome == BodyBuffer.Outcome.REFUSED
              ? NO_MEMORY
              : "the answer exceeds " + room.limit() + " bytes");
    }
    if (!(content instanceof LastHttpContent)) {
      return false;
    }
    ExchangeTrace.end(trace, Phase.RECEIVE);
    settle(new HttpReply.Response(status, headers, buffer.take()));
    return true;
  }

  private boolean read(AnswerParts taker, HttpObject part) {
    if (!(part instanceof HttpContent content)) {
      return false;
    }
    if (known.get() != null) { // who waited has gone, and the taker with it
      keepAlive = false;
      return true;
    }
    byte[] bytes = ByteBufUtil.getBytes(content.content());
    if (bytes.length > 0 && !taker.take(Slice.of(bytes))) {
      return refused("the answer is not wanted any more");
    }
    if (!(content instanceof LastHttpContent)) {
      return false;
    }
    ExchangeTrace.end(trace, Phase.RECEIVE);
    settle(new HttpReply.Response(status, headers, Slice.EMPTY));
    return true;
  }

  private boolean refused(String why) {
    fail(Kind.PROTOCOL, why);
    keepAlive = false;
    return true;
  }

  private static Metadata headers(HttpHeaders from) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    from.forEach(e -> all.computeIfAbsent(e.getKey(), _ -> new ArrayList<>()).add(e.getValue()));
    return Metadata.of(all);
  }

  void fail(Kind kind, String message) {
    settle(new Failure(kind, where + ": " + message));
  }

  // the first word counts, though whoever waits hears it at the end of the event loop's turn
  private void settle(HttpReply first) {
    if (known.compareAndSet(null, first)) {
      EventLoops.complete(reply, first); // before anything else that may throw
      cancel(alarm);
    }
  }

  /** Runs an action when the answer, or its failure, is there. */
  void whenDone(Runnable action) {
    reply.whenComplete((_, _) -> action.run());
  }

  /**
   * Has the request sent on the event loop of its connection; what is not answered by the deadline
   * is a TIMEOUT. The loop keeps the time: a virtual thread that waits so long and no longer would
   * wake another thread when it begins to and when it ends.
   */
  void begin(EventLoop loop, Deadline deadline, Runnable send) {
    try {
      loop.execute(
          () -> {
            try {
              arm(loop, deadline);
              send.run();
            } catch (RuntimeException | Error bug) { // who waits must not wait until the deadline
              fail(Kind.RESET, "cannot be sent: " + bug);
              throw bug;
            }
          });
    } catch (RejectedExecutionException ended) {
      fail(Kind.CLOSED, "the client is closed");
    }
  }

  private void arm(EventLoop loop, Deadline deadline) {
    long left = deadline.remaining().toNanos();
    Future<?> set = loop.schedule(this::late, left, TimeUnit.NANOSECONDS);
    alarm = set;
    if (known.get() != null) { // who waited was interrupted before
      cancel(set);
    }
  }

  private void late() {
    settle(new Failure(Kind.TIMEOUT, where + ": no answer before the deadline", true));
  }

  private static void cancel(@Nullable Future<?> set) {
    if (set != null) {
      set.cancel(false);
    }
  }

  /** Waits for the answer, or for why there is none. */
  HttpReply await() {
    try {
      return reply.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      fail(Kind.CLOSED, "interrupted while waiting for the answer");
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    return reply.join();
  }
}
