package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status.Code;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  private static List<String> said(String words) {
    return Words.ALL.stream()
        .filter(said -> said.in(Answer.of(Code.RESOURCE_EXHAUSTED), words.toLowerCase(Locale.ROOT)))
        .map(Words::key)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grpc: received message larger than max (5554999 vs. 4194304)",
        "grpc: received message after decompression larger than max 4194304",
        "Received message larger than max (5554999 vs. 4194304)",
        "trying to send message larger than max (5 vs. 4)",
        "gRPC message exceeds maximum size 4194304: 5554999",
        "Decompressed gRPC message exceeds maximum size 4194304",
        "Error, decoded message length too large: found 5 bytes, the limit is: 4 bytes",
        "Error decompressing: size limit, of 4 bytes, exceeded while decompressing message",
        "Received message exceeds the maximum configured message size.",
        "http: request body too large",
        "Request Entity Too Large",
      })
  void serversSayThatAMessageIsTooLarge(String words) {
    assertThat(said(words)).containsExactly("too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "RATE_LIMITED: ingestion rate limit (15000000 bytes) exceeded",
        "data refused due to high memory usage",
      })
  void otherWordsSayNothing(String words) {
    assertThat(said(words)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE_TOO_LARGE: max size of trace (5000000) exceeded"})
  void tempoSaysThatATraceIsTooLarge(String words) {
    assertThat(said(words)).containsExactly("trace_too_large");
  }
}
