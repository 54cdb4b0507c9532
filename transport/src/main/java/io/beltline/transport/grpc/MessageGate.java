package io.beltline.transport.grpc;

import io.grpc.Attributes;
import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the length in front of each message of a connection before the library gathers the message,
 * so that its bytes are reserved first. What comes for a call that was refused is dropped. A call
 * whose message comes too slowly is ended. Lives on the connection's event loop, where calls begin
 * too.
 *
 * <p>The prefix of a message is a byte, whether it is compressed, and its length in four bytes
 * (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
final class MessageGate extends Http2FrameListenerDecorator {
  /** Where a call finds the gate of its connection. */
  static final Attributes.Key<MessageGate> KEY = Attributes.Key.create("message-gate");

  /** The bytes in front of each message. */
  static final int PREFIX = 5;

  /** How long a message may take for its next {@link #LEAST_BYTES}, and up to twice that. */
  private static final long PATIENCE_SECONDS = 30;

  private static final int LEAST_BYTES = 16 << 10;

  private final Http2Connection connection;
  private final Http2Connection.PropertyKey streams;
  private @Nullable IncomingCall begun;
  private boolean watching;

  MessageGate(Http2Connection connection, Http2FrameListener next) {
    super(next);
    this.connection = connection;
    this.streams = connection.newKey();
  }

  static MessageGate before(GrpcHttp2ConnectionHandler handler) {
    MessageGate gate = new MessageGate(handler.connection(), handler.decoder().frameListener());
    handler.decoder().frameListener(gate);
    return gate;
  }

  /** The call whose headers are being read has begun. */
  void begun(IncomingCall call) {
    begun = call;
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int id,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end)
      throws Http2Exception {
    begun = null;
    super.onHeadersRead(ctx, id, headers, dependency, weight, exclusive, padding, end);
    IncomingCall call = begun;
    begun = null;
    Http2Stream stream = connection.stream(id);
    if (call != null && stream != null) {
      stream.setProperty(streams, new Messages(call));
    }
  }

  @Override
  public int onDataRead(ChannelHandlerContext ctx, int id, ByteBuf data, int padding, boolean end)
      throws Http2Exception {
    Http2Stream stream = connection.stream(id);
    @Nullable Messages messages = stream == null ? null : stream.getProperty(streams);
    if (messages != null) {
      messages.call.moved();
    }
    if (messages != null && !messages.admit(data)) {
      return data.readableBytes() + padding;
    }
    if (messages != null && !watching && messages.call.isExpecting()) {
      watch(ctx);
    }
    return super.onDataRead(ctx, id, data, padding, end);
  }

  /** Looks again at what is under way: one timer for all, and none while nothing is. */
  private void watch(ChannelHandlerContext ctx) {
    watching = true;
    ctx.executor().schedule(() -> look(ctx), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void look(ChannelHandlerContext ctx) {
    watching = false;
    List<Messages> slow = new ArrayList<>();
    boolean[] more = {false};
    try {
      connection.forEachActiveStream(
          stream -> {
            @Nullable Messages messages = stream.getProperty(streams);
            if (messages != null && messages.call.isExpecting()) {
              more[0] = true;
              if (messages.standsStill()) {
                slow.add(messages);
              }
            }
            return true;
          });
    } catch (Http2Exception impossible) {
      throw new IllegalStateException(impossible);
    }
    slow.forEach(messages -> messages.call.tooSlow());
    if (more[0]) {
      watch(ctx);
    }
  }

  /** Follows the messages of one stream through its frames. */
  private static final class Messages {
    private final IncomingCall call;
    private int prefix; // bytes of it seen
    private long length;
    private long rest; // of the message
    private boolean refused;
    private long seenArrived = -1; // when it was last looked at

    Messages(IncomingCall call) {
      this.call = call;
    }

    /** True if hardly anything has come since the last look; the first look only begins. */
    boolean standsStill() {
      if (call.isHeldUp()) {
        seenArrived = -1; // it is not the sender who is slow
        return false;
      }
      long before = seenArrived;
      seenArrived = call.arrived();
      return before >= 0 && seenArrived - before < LEAST_BYTES;
    }

    boolean admit(ByteBuf data) {
      int at = data.readerIndex();
      while (!refused && at < data.writerIndex()) {
        if (rest > 0) {
          int skipped = (int) Math.min(rest, data.writerIndex() - at);
          rest -= skipped;
          at += skipped;
          refused = !call.arrived(skipped);
          continue;
        }
        length = prefix == 0 ? 0 : length << 8 | data.getUnsignedByte(at);
        at++;
        if (++prefix == PREFIX) {
          prefix = 0;
          rest = length;
          seenArrived = -1;
          refused = !call.announced(length);
        }
      }
      return !refused;
    }
  }
}
