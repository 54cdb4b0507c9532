package io.beltline.transport.http;

import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests of one HTTP/1.1 connection, or the one request of an HTTP/2 stream, one at a time:
 * while a request is handled nothing further is read, so pipelined requests are answered in order.
 * Lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class RequestReader extends ChannelInboundHandlerAdapter {
  // a refused body up to this size is read and dropped to keep the connection
  private static final long WORTH_DRAINING = 256 << 10;

  private final ServerState state;
  private final RequestGate gate;
  private final ReadTimeouts timeouts;
  private final ResponseWriter writer;
  private final Answers answers;
  private final boolean http2;
  private final boolean secure;

  private Phase phase = Phase.IDLE;
  private boolean underWay;
  private boolean expectsContinue;
  private boolean inputEnded;
  private boolean bodyEnded;
  private long announced;
  private @Nullable IncomingRequest request;
  private @Nullable BodyBuffer body;
  private @Nullable Thread worker;
  private @Nullable Reservation reservation;

  private enum Phase {
    /** Between requests. */
    IDLE,
    /** The sender is being authenticated; an HTTP/2 body may come in meanwhile. */
    JUDGING,
    /** The body comes in. */
    BODY,
    /** A handler works. */
    HANDLING,
    /** A refusal is written; what is left of the body is dropped. */
    DROPPING
  }

  RequestReader(ServerState state, ReadTimeouts timeouts, boolean http2, boolean secure) {
    this.state = state;
    this.gate = new RequestGate(state);
    this.timeouts = timeouts;
    this.writer = state.writer();
    this.answers = new Answers(state, http2);
    this.http2 = http2;
    this.secure = secure;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
        malformed(ctx, part.decoderResult().cause());
        return;
      }
      if (message instanceof HttpRequest head) {
        begin(ctx, head);
      }
      if (message instanceof HttpContent content) {
        content(ctx, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest head) {
    if (!underWay) {
      underWay = true;
      state.workers().expect();
    }
    answers.begin(head);
    expectsContinue = HttpUtil.is100ContinueExpected(head);
    // without a length an HTTP/1 request has no body, while an HTTP/2 one may
    announced =
        HttpUtil.isTransferEncodingChunked(head)
            ? -1
            : HttpUtil.getContentLength(head, http2 ? -1L : 0L);
    IncomingRequest incoming =
        IncomingRequest.of(
            head.method().name(),
            head.uri(),
            head.headers(),
            gate.peer(ctx.channel()),
            secure,
            state.config().includeMetadata());
    request = incoming;
    timeouts.body();
    HttpResponse refusal = gate.judge(incoming, announced);
    if (refusal != null) {
      refuse(ctx, incoming, refusal);
      return;
    }
    Reservation admitted = state.settings().admission().reserve(Math.max(0, announced));
    if (admitted == null) {
      refuse(ctx, incoming, gate.overloaded(incoming));
      return;
    }
    reservation = admitted;
    bodyEnded = false;
    body = new BodyBuffer(announced, state.bodyLimit(), admitted);
    if (state.authenticator() == null) {
      expectBody(ctx);
      return;
    }
    phase = Phase.JUDGING;
    pause(ctx);
    gate.authenticate(
        incoming, judged -> ctx.executor().execute(() -> judged(ctx, incoming, judged)));
  }

  private void judged(
      ChannelHandlerContext ctx, IncomingRequest incoming, RequestGate.Judgement judgement) {
    if (phase != Phase.JUDGING || request == null) {
      return; // the connection went away meanwhile
    }
    switch (judgement) {
      case RequestGate.Judgement.Refused(HttpResponse response) -> refuse(ctx, incoming, response);
      case RequestGate.Judgement.Passed(IncomingRequest passed) -> {
        request = passed;
        BodyBuffer buffer = body;
        if (bodyEnded && buffer != null) {
          handle(ctx, passed, buffer);
          return;
        }
        expectBody(ctx);
      }
    }
    resume(ctx);
  }

  private void expectBody(ChannelHandlerContext ctx) {
    phase = Phase.BODY;
    if (expectsContinue) {
      answers.proceed(ctx);
    }
  }

  private void content(ChannelHandlerContext ctx, HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    switch (phase) {
      case JUDGING, BODY -> body(ctx, content.content(), last);
      case DROPPING -> dropped(ctx, last);
      case IDLE, HANDLING -> {}
    }
  }

  private void body(ChannelHandlerContext ctx, ByteBuf bytes, boolean last) {
    IncomingRequest incoming = request;
    BodyBuffer buffer = body;
    if (incoming == null || buffer == null) {
      return;
    }
    int count = bytes.readableBytes();
    switch (buffer.add(bytes)) {
      case TOO_LARGE -> refuse(ctx, incoming, gate.tooLarge(incoming));
      case REFUSED -> refuse(ctx, incoming, gate.overloaded(incoming));
      case TAKEN -> {
        bodyEnded = last;
        timeouts.received(count);
        state.workers().moved();
        if (last && phase == Phase.BODY) {
          handle(ctx, incoming, buffer);
        }
        return;
      }
    }
    dropped(ctx, last);
  }

  private void handle(ChannelHandlerContext ctx, IncomingRequest incoming, BodyBuffer buffer) {
    phase = Phase.HANDLING;
    timeouts.handling();
    pause(ctx);
    boolean taken = false;
    try {
      taken = handedOver(ctx, incoming, buffer);
    } finally {
      if (!taken) {
        giveBack();
        ctx.close();
      }
    }
  }

  private boolean handedOver(
      ChannelHandlerContext ctx, IncomingRequest incoming, BodyBuffer buffer) {
    WebSockets sockets = http2 ? null : state.handler().joins(incoming);
    if (sockets != null) {
      giveBack();
      over();
      new WebSocketUpgrade(state, sockets).perform(ctx, incoming, timeouts);
      return true;
    }
    worker = state.workers().start(new Handling(this, ctx, incoming, buffer));
    if (worker == null) {
      return false;
    }
    body = null;
    reservation = null; // the handler's thread gives it back
    return true;
  }

  /** What is said to a whole request; not for event loops. */
  FullHttpResponse answer(IncomingRequest incoming, Slice bytes, Reservation held) {
    return writer.render(incoming, gate.answer(incoming, bytes, held));
  }

  /** A request that has come whole has no answer. */
  void failed(ChannelHandlerContext ctx, IncomingRequest incoming, Throwable why) {
    ctx.close(); // without an answer nor an end its sender would wait on
    state.settings().logger().error("request to {} failed", incoming.path(), why);
  }

  /** Answers before the whole request has come. */
  private void refuse(ChannelHandlerContext ctx, IncomingRequest incoming, HttpResponse refusal) {
    giveBack();
    phase = Phase.DROPPING;
    if (announced < 0 || announced > WORTH_DRAINING || expectsContinue) {
      answers.last();
    }
    answers.early(ctx, writer.render(incoming, refusal));
    over();
  }

  /** The request has its answer or never will: an end of the server need not wait for it. */
  private void over() {
    if (underWay) {
      underWay = false;
      state.workers().over();
    }
  }

  /** Reads on after a refusal: closing at once would destroy the answer on its way. */
  private void dropped(ChannelHandlerContext ctx, boolean last) {
    if (last && !http2 && answers.over(ctx)) {
      next(ctx);
    }
  }

  /** A request that has come whole is answered. */
  void answered(ChannelHandlerContext ctx, FullHttpResponse response) {
    worker = null;
    boolean goesOn = answers.whole(ctx, response);
    over();
    if (goesOn) {
      next(ctx);
      resume(ctx);
    }
  }

  private void next(ChannelHandlerContext ctx) {
    phase = Phase.IDLE;
    request = null;
    timeouts.idle();
    if (state.draining()) {
      ctx.close();
    }
  }

  private void malformed(ChannelHandlerContext ctx, Throwable cause) {
    if (phase == Phase.HANDLING || phase == Phase.DROPPING) {
      answers.last(); // what follows the request is garbage: end after the answer
      return;
    }
    state.refused("malformed");
    giveBack();
    phase = Phase.DROPPING;
    answers.malformed(ctx, cause);
  }

  /** The sender has ended its side: only requests that are complete are still answered. */
  private void settle(ChannelHandlerContext ctx) {
    switch (phase) {
      case IDLE, BODY -> ctx.close();
      case DROPPING -> {
        answers.last();
        dropped(ctx, true);
      }
      case JUDGING, HANDLING -> {} // again once reading has been resumed
    }
  }

  private void pause(ChannelHandlerContext ctx) {
    if (!http2) {
      ctx.channel().config().setAutoRead(false);
    }
  }

  private void resume(ChannelHandlerContext ctx) {
    if (!http2) {
      ctx.channel().config().setAutoRead(true);
      if (inputEnded) { // behind what has been held back meanwhile
        ctx.executor().execute(() -> settle(ctx));
      }
    }
  }

  private void giveBack() {
    body = null;
    if (reservation != null) {
      reservation.close();
      reservation = null;
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!http2 && event == ServerState.Draining.EVENT && phase == Phase.IDLE) {
      ctx.close();
    } else if (!http2 && event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      settle(ctx);
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    giveBack();
    over();
    request = null;
    if (worker != null) {
      worker.interrupt(); // nobody waits for the answer any more
      worker = null;
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    state.settings().logger().debug("connection broke: {}", cause.toString());
    ctx.close();
  }
}
