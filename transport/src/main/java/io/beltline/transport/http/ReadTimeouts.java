package io.beltline.transport.http;

import io.beltline.transport.config.HttpServerConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that are too slow: idle ones, ones whose headers or whole request take too
 * long, and ones whose body stands still or trickles, since it holds memory meanwhile. One timer
 * serves all, moved when it fires or is too late.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class ReadTimeouts extends ChannelInboundHandlerAdapter {
  private static final long NEVER = Long.MAX_VALUE;

  /** The longest a body may take for its next {@link #LEAST_BYTES}, whatever is configured. */
  private static final long LONGEST_STILL = TimeUnit.SECONDS.toNanos(30);

  private static final int LEAST_BYTES = 16 << 10;

  private final long idle;
  private final long header;
  private final long whole;
  private Phase phase = Phase.HEADER;
  private long due = NEVER;
  private long firing = NEVER; // when the timer fires
  private long wholeDue = NEVER;
  private long tricklesUntil = NEVER; // when the next bytes of the body must have come
  private int fresh; // of them have come
  private @Nullable Future<?> timer;
  private @Nullable ChannelHandlerContext context;

  private enum Phase {
    IDLE,
    HEADER,
    BODY,
    HANDLING
  }

  ReadTimeouts(HttpServerConfig config) {
    this.whole = config.readTimeout().toNanos();
    this.header = orElse(config.readHeaderTimeout(), whole);
    this.idle = orElse(config.idleTimeout(), whole);
  }

  private static long orElse(Duration duration, long fallback) {
    return duration.isPositive() ? duration.toNanos() : fallback;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    begin(Phase.HEADER, header);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stop();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stop();
    ctx.fireChannelInactive();
  }

  private void stop() {
    due = NEVER;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (phase == Phase.IDLE) {
      begin(Phase.HEADER, header);
    } else if (phase == Phase.BODY) {
      due = bodyDue();
    }
    ctx.fireChannelRead(message);
  }

  /** The headers are complete; the body is expected. */
  void body() {
    moves();
    begin(Phase.BODY, idle);
  }

  /** Some of the body has come. */
  void received(int bytes) {
    fresh += bytes;
    if (fresh >= LEAST_BYTES) {
      moves();
      due = bodyDue();
    }
  }

  private void moves() {
    fresh = 0;
    tricklesUntil = after(LONGEST_STILL);
  }

  private long bodyDue() {
    return Math.min(after(idle), Math.min(tricklesUntil, wholeDue));
  }

  /** The request is complete. */
  void handling() {
    phase = Phase.HANDLING;
    due = NEVER;
    wholeDue = NEVER;
  }

  /** The response is written; another request may come. */
  void idle() {
    begin(Phase.IDLE, idle);
  }

  private void begin(Phase next, long timeout) {
    phase = next;
    due = after(timeout);
    if (next == Phase.HEADER) {
      wholeDue = after(whole);
    } else if (next == Phase.BODY) {
      due = bodyDue();
    }
    if (due != NEVER && (timer == null || due < firing)) {
      schedule();
    }
  }

  private static long after(long timeout) {
    return timeout > 0 ? System.nanoTime() + timeout : NEVER;
  }

  private void schedule() {
    ChannelHandlerContext ctx = context;
    if (ctx != null) {
      if (timer != null) {
        timer.cancel(false);
      }
      firing = due;
      long wait = Math.max(1, due - System.nanoTime());
      timer = ctx.executor().schedule(this::fire, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void fire() {
    timer = null;
    ChannelHandlerContext ctx = context;
    if (due == NEVER || ctx == null) {
      return;
    }
    if (due - System.nanoTime() <= 0) {
      ctx.close();
    } else {
      schedule();
    }
  }
}
