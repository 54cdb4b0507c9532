package io.beltline.transport.http;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * How long the phases of a call took, and who answered it; filled while it is under way. Where it
 * took several attempts, the last one with a phase counts. Safe for all threads.
 */
public final class ExchangeTrace {
  /** A part of an exchange. */
  public enum Phase {
    /** The host name was looked up; not where the host is an address. */
    LOOKUP,
    /** A connection was opened; not where one was reused. */
    CONNECT,
    /** The TLS handshake, with that of a proxy before it. */
    TLS,
    /** The request was written. */
    SEND,
    /** From the first byte of the answer to the last one. */
    RECEIVE
  }

  private final Map<Phase, Long> begun = new ConcurrentHashMap<>();
  private final Map<Phase, Long> took = new ConcurrentHashMap<>();
  private volatile @Nullable X509Certificate peer;

  /** One of a call that is not made yet. */
  public ExchangeTrace() {}

  /** How long a phase took, in nanoseconds; 0 if there was none, or it did not end. */
  public long nanos(Phase phase) {
    return took.getOrDefault(phase, 0L);
  }

  /** The certificate the server showed; null without TLS. */
  public @Nullable X509Certificate peer() {
    return peer;
  }

  static void begin(@Nullable ExchangeTrace trace, Phase phase) {
    if (trace != null) {
      trace.took.remove(phase);
      trace.begun.put(phase, System.nanoTime());
    }
  }

  static void end(@Nullable ExchangeTrace trace, Phase phase) {
    Long from = trace == null ? null : trace.begun.get(phase);
    if (trace != null && from != null) {
      trace.took.put(phase, Math.max(1, System.nanoTime() - from));
    }
  }

  /** Notes whose connection it is. */
  static void peer(@Nullable ExchangeTrace trace, Connection connection) {
    if (trace != null) {
      try {
        Certificate[] shown = connection.peer();
        trace.peer = shown.length > 0 && shown[0] instanceof X509Certificate own ? own : null;
      } catch (SSLPeerUnverifiedException unknown) {
        trace.peer = null;
      }
    }
  }
}
