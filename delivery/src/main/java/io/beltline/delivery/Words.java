package io.beltline.delivery;

import java.util.List;
import java.util.Set;

/**
 * What a backend's words say beyond its status.
 *
 * @param key the key users write
 * @param answers the answers whose words are heard, none for all
 * @param phrases what they say, in lower case; one is enough
 */
record Words(String key, Set<String> answers, List<String> phrases) {

  /** All that is understood; what comes first is heard first. */
  static final List<Words> ALL =
      List.of(
          // a trace has outgrown the backend's limit: no part of it is taken any more; Tempo's word
          new Words("trace_too_large", Set.of(), List.of("trace_too_large")),
          // grpc-go and grpc-core, grpc-java, tonic, grpc-dotnet, Go's net/http, reverse proxies
          new Words(
              "too_large",
              Set.of("400", "429", "INVALID_ARGUMENT", "OUT_OF_RANGE", "RESOURCE_EXHAUSTED"),
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
                  "request too large")),
          // gRPC has no code for HTTP 407
          new Words("proxy_auth", Set.of("INTERNAL", "UNKNOWN"), List.of("http status code 407")));

  /** Copies the lists. */
  Words {
    answers = Set.copyOf(answers);
    phrases = List.copyOf(phrases);
  }

  /** True if the words of an answer say it. */
  boolean in(Answer answer, String lowerCase) {
    return (answers.isEmpty() || answers.contains(answer.key()))
        && phrases.stream().anyMatch(lowerCase::contains);
  }
}
