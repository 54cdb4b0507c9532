package io.beltline.transport.http;

import org.jspecify.annotations.Nullable;

/** Answers HTTP requests. Safe for all threads. */
@FunctionalInterface
public interface HttpHandler {

  /**
   * Answers a request whose body has arrived whole. Runs on a virtual thread of its own and may
   * block. What it throws is a bug: it is logged and answered with 500.
   */
  HttpResponse handle(HttpRequest request);

  /**
   * Turns a request away before its body is read (unknown path, wrong method), or lets it in with
   * null. Runs on an event loop: must not block. The request has no body yet.
   */
  default @Nullable HttpResponse reject(HttpRequest request) {
    return null;
  }

  /**
   * The listeners that a request joins, whose connection becomes a WebSocket; null to have it
   * handled. Asked once the sender is authenticated. Runs on an event loop: must not block.
   */
  default @Nullable WebSockets joins(HttpRequest request) {
    return null;
  }

  /**
   * Told of a request that is refused because there is no room for its bytes. Must not block. The
   * request has no body.
   */
  default void overloaded(HttpRequest request) {}

  /**
   * The answer to a request that the server itself refuses: too large, not decompressable, not
   * authenticated, too much in flight. Plain text unless overridden. Must not block.
   */
  default HttpResponse refusal(HttpRequest request, int status, String message) {
    return HttpResponse.text(status, message);
  }
}
