package io.beltline.transport.http;

import io.beltline.api.Metadata;
import io.beltline.model.Slice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a request. */
public sealed interface HttpReply {

  /**
   * The server answered.
   *
   * @param status the status code
   * @param headers the headers
   * @param body the body, decompressed
   */
  record Response(int status, Metadata headers, Slice body) implements HttpReply {

    /** True for 2xx. */
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** The first value of a header, empty if there is none. */
    public String header(String name) {
      return headers.get(name).stream().findFirst().orElse("");
    }

    /**
     * The time to wait from {@code Retry-After}, in either of its forms; null if there is none.
     *
     * @param unixNanos now, for the form that names a date
     */
    public @Nullable Duration retryAfter(long unixNanos) {
      return RetryAfter.parse(header("retry-after"), unixNanos);
    }
  }

  /**
   * No answer, or none that could be read.
   *
   * @param kind what failed
   * @param message why, with the address
   * @param late whether a connection had the request when the deadline passed: the server may be at
   *     work on it still
   */
  record Failure(Kind kind, String message, boolean late) implements HttpReply {
    /** A failure for another reason than an answer that stayed out. */
    public Failure(Kind kind, String message) {
      this(kind, message, false);
    }
  }

  /** What failed. */
  enum Kind {
    /**
     * A header of the call, or one that an authenticator took from its context, cannot be sent: no
     * attempt can be made, now or later. Nothing was sent.
     */
    REQUEST,
    /** No connection (name, route, refusal, proxy) or no credentials. Nothing was sent. */
    CONNECT,
    /** The TLS handshake failed. Nothing was sent. */
    TLS,
    /** The deadline passed, whether or not the request was sent. */
    TIMEOUT,
    /** The connection broke after the request was begun; the server may have acted on it. */
    RESET,
    /** The answer is no HTTP, does not decompress or exceeds the limit. */
    PROTOCOL,
    /** The client was closed. */
    CLOSED
  }
}
