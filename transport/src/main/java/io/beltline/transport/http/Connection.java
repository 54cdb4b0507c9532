package io.beltline.transport.http;

import io.beltline.api.Deadline;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.util.concurrent.Future;
import javax.net.ssl.SSLPeerUnverifiedException;

/** An open connection. Safe for all threads. */
sealed interface Connection permits Http1Connection, Http2Connection {

  /** Sends a request and waits for the answer. */
  Exchange exchange(Outgoing request, Deadline deadline);

  /** The certificates the server showed, its own first; none without TLS. */
  Certificate[] peer() throws SSLPeerUnverifiedException;

  /** The same of a channel. */
  static Certificate[] peer(Channel channel) throws SSLPeerUnverifiedException {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    return tls == null ? new Certificate[0] : tls.engine().getSession().getPeerCertificates();
  }

  /** True if another exchange may begin now. */
  boolean isUsable();

  /** True if exchanges may run beside each other. */
  boolean isShared();

  /** For how long nobody has used it, in nanoseconds; 0 while somebody does. */
  long idleNanos();

  /** Runs an action later, on the connection's event loop, unless what is returned is cancelled. */
  Future<?> after(long nanos, Runnable action);

  /** Tells what to do when the connection closes by itself. */
  void onClose(Runnable action);

  /** Closes at once. */
  void close();
}
