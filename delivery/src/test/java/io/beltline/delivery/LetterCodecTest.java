package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ClientInfo;
import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Status;
import io.beltline.api.Status.Code;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.DeadLetters.Letterhead;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class LetterCodecTest {

  private static Letterhead head(String message) {
    return new Letterhead(
        ComponentId.parse("otlp_http/x"),
        Signal.LOGS,
        DropReason.TOO_LARGE,
        new Status(Code.INVALID_ARGUMENT, 413),
        message,
        "answers::4xx",
        1,
        2,
        3,
        4);
  }

  @Property(tries = 300, seed = "20261123")
  void whatIsWrittenIsRead(
      @ForAll Signal signal,
      @ForAll DropReason reason,
      @ForAll Code code,
      @ForAll @IntRange(max = 999) int http,
      @ForAll String message,
      @ForAll long first,
      @ForAll @IntRange int items,
      @ForAll @Size(max = 4) @UniqueElements List<@IntRange(max = 99) Integer> names,
      @ForAll @Size(max = 3) List<String> values) {
    Letterhead head =
        new Letterhead(
            ComponentId.of("zipkin"),
            signal,
            reason,
            new Status(code, http),
            text(message),
            "5xx",
            first,
            ~first,
            items,
            Long.MAX_VALUE - items);
    Map<String, List<String>> headers = new java.util.HashMap<>();
    names.forEach(
        name -> headers.put("h" + name, values.stream().map(LetterCodecTest::text).toList()));
    Context context =
        Context.of(new ClientInfo("h:1", "grpc"), Metadata.of(headers))
            .withAuth(Map.of("subject", text(message)));
    DeadLetter letter = new DeadLetter(head, context, Numbered.logs(0, 1));
    byte[] bytes = LetterCodec.write(letter);
    assertThat(LetterCodec.readHead(bytes)).isEqualTo(head);
    assertThat(LetterCodec.read(bytes, letter.telemetry())).isEqualTo(letter);
  }

  /** Without halves of surrogates, which no UTF-8 can hold. */
  private static String text(String any) {
    return any.codePoints()
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Property(tries = 1000, seed = "20261123")
  void damageIsTold(@ForAll @Size(max = 60) byte[] noise, @ForAll @IntRange(max = 200) int length) {
    byte[] bytes =
        LetterCodec.write(new DeadLetter(head("odd"), Context.EMPTY, Numbered.logs(0, 1)));
    byte[] damaged = Arrays.copyOf(bytes, Math.min(length, bytes.length));
    for (int i = 0; i < Math.min(noise.length, damaged.length); i++) {
      damaged[i] ^= noise[i];
    }
    try {
      assertThat(LetterCodec.readHead(damaged)).isNotNull();
    } catch (MalformedTelemetryException told) {
      assertThat(told).hasMessageContaining("letter");
    }
  }

  @Test
  void fieldsOfALaterVersionArePassedOver() {
    byte[] bytes =
        LetterCodec.write(new DeadLetter(head("odd"), Context.EMPTY, Numbered.logs(0, 1)));
    LetterBytes.Writer more = new LetterBytes.Writer();
    more.text(77, "later");
    byte[] longer = Arrays.copyOf(bytes, bytes.length + more.toByteArray().length);
    System.arraycopy(more.toByteArray(), 0, longer, bytes.length, more.toByteArray().length);
    assertThat(LetterCodec.readHead(longer)).isEqualTo(head("odd"));
  }

  @Test
  void anotherVersionIsRefused() {
    assertThatThrownBy(() -> LetterCodec.readHead(new byte[] {2, 1, 0}))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessage("a letter of version 2 (expected: 1)");
    assertThatThrownBy(() -> LetterCodec.readHead(new byte[0]))
        .isInstanceOf(MalformedTelemetryException.class);
  }
}
