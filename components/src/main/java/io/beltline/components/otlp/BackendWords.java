package io.beltline.components.otlp;

import java.util.List;
import java.util.Locale;

/** What the words of a backend say beyond its status. */
public final class BackendWords {
  /**
   * How servers say that a message is larger than they take: grpc-go and grpc-core, grpc-java,
   * tonic, grpc-dotnet, Go's net/http, reverse proxies.
   */
  private static final List<String> TOO_LARGE =
      List.of(
          "larger than max",
          "exceeds maximum size",
          "message length too large",
          "exceeded while decompressing",
          "exceeds the maximum configured message size",
          "body too large",
          "entity too large",
          "payload too large",
          "message too large",
          "request too large");

  private BackendWords() {}

  /** True if the words say that the message is too large: it may pass in smaller parts. */
  public static boolean sayMessageTooLarge(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return TOO_LARGE.stream().anyMatch(lower::contains);
  }

  /**
   * True if the words say that a trace has outgrown the backend's limit: no part of it will be
   * taken any more. Tempo's word.
   */
  public static boolean sayTraceTooLarge(String words) {
    return words.contains("TRACE_TOO_LARGE");
  }
}
