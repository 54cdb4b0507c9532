package io.beltline.transport.http;

import io.beltline.model.Slice;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The clients that listen to a server over WebSockets (RFC 6455). What they send is not looked at,
 * but for pings and the wish to close. Safe for all threads.
 *
 * <p>Nothing is kept for a client that is slower than the messages: it misses those that come while
 * earlier ones are still on their way to it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
public final class WebSockets {
  private final int most;
  private final AtomicInteger places = new AtomicInteger();
  private final Set<Channel> joined = ConcurrentHashMap.newKeySet();

  /**
   * No client yet.
   *
   * @param most how many there may be; further ones are turned away with 503
   */
  public WebSockets(int most) {
    this.most = most;
  }

  /** True if a request asks for a WebSocket. */
  public static boolean areWantedBy(HttpRequest request) {
    return request.method().equals("GET")
        && request.header("upgrade").equalsIgnoreCase("websocket");
  }

  /** How many clients listen. */
  public int count() {
    return joined.size();
  }

  /**
   * Sends a text to every client that has got all before it.
   *
   * @param utf8 the text, shared and never to be written afterwards
   * @return to how many it was sent, and how many miss it
   */
  public Sent send(Slice utf8) {
    int sent = 0;
    int missed = 0;
    for (Channel client : joined) {
      if (client.isWritable()) {
        client.writeAndFlush(
            new TextWebSocketFrame(
                Unpooled.wrappedBuffer(utf8.array(), utf8.offset(), utf8.length())));
        sent++;
      } else {
        missed++;
      }
    }
    return new Sent(sent, missed);
  }

  /**
   * What became of a message.
   *
   * @param clients to how many clients it was sent
   * @param missed how many were not ready for it
   */
  public record Sent(int clients, int missed) {}

  /** Takes a place for a client, until {@link #leave}; false if there is none. */
  boolean enter() {
    if (places.incrementAndGet() > most) {
      places.decrementAndGet();
      return false;
    }
    return true;
  }

  /** A client with a place gets what is sent. */
  void join(Channel client) {
    joined.add(client);
  }

  /** It gets nothing more, and keeps its place until its connection has ended. */
  void mute(Channel client) {
    joined.remove(client);
  }

  void leave(Channel client) {
    mute(client);
    places.decrementAndGet();
  }
}
