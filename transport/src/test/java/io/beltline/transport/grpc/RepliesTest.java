package io.beltline.transport.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Status.Code;
import io.grpc.Attributes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is said: senders read no more than 8 KiB of trailers. */
class RepliesTest {
  private final RecordedCall call = new RecordedCall(Attributes.EMPTY);

  @ParameterizedTest
  @ValueSource(strings = {"x", "ü", "€", "😀"})
  void longWordsAreCutBetweenCharacters(String character) {
    Replies.fail(call, Code.UNAVAILABLE, "a" + character.repeat(5_000), Duration.ofSeconds(1));
    String said = call.ends.getFirst().getDescription();
    assertThat(said).matches("a(" + character + ")+\\.\\.\\.");
    assertThat(said.getBytes(UTF_8)).hasSizeBetween(1_500, 1_536);
    assertThat(call.trailers.getFirst().get(RichStatus.DETAILS)).hasSizeLessThan(1_700);
  }

  @Test
  void othersAreSaidWhole() {
    String words = "x".repeat(1_536);
    Replies.fail(call, Code.UNAVAILABLE, words, null);
    assertThat(call.ends.getFirst().getDescription()).isEqualTo(words);
  }
}
