package io.beltline.transport.http;

import io.beltline.api.Reservation;
import io.beltline.transport.net.Workers;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;

/** A whole request on its way to its handler, on whose thread its bytes are given back. */
final class Handling implements Workers.Task {
  private final RequestReader reader;
  private final ChannelHandlerContext ctx;
  private final IncomingRequest incoming;
  private final BodyBuffer buffer;

  Handling(
      RequestReader reader,
      ChannelHandlerContext ctx,
      IncomingRequest incoming,
      BodyBuffer buffer) {
    this.reader = reader;
    this.ctx = ctx;
    this.incoming = incoming;
    this.buffer = buffer;
  }

  @Override
  public void run() {
    FullHttpResponse response;
    try (Reservation held = buffer.reservation()) {
      response = reader.answer(incoming, buffer.take(), held);
    } catch (Throwable broken) {
      reader.failed(ctx, incoming, broken);
      return;
    }
    ctx.executor().execute(() -> reader.answered(ctx, response));
  }

  @Override
  public void unstarted(Throwable why) {
    buffer.reservation().close();
    reader.failed(ctx, incoming, why);
  }
}
