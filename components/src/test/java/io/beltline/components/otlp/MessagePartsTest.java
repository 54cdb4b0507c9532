package io.beltline.components.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagePartsTest {
  private static final Slice MESSAGE =
      new WireWriter()
          .varint(1, 7)
          .string(2, "a")
          .fixed64(3, Double.doubleToLongBits(1.5))
          .varint(1, 8)
          .string(2, "b")
          .varint(4, -1)
          .toSlice();

  @Test
  void ofEqualFieldsTheLastCounts() {
    assertThat(MessageParts.whole(MESSAGE, 1)).isEqualTo(8);
    assertThat(MessageParts.lastOrEmpty(MESSAGE, 2).toUtf8()).isEqualTo("b");
    assertThat(MessageParts.real(MESSAGE, 3)).isEqualTo(1.5);
    assertThat(MessageParts.wholes(MESSAGE, 4)).containsExactly(8, 0, 0, -1);
  }

  @Test
  void eachIsShownInItsOrder() {
    List<String> texts = new ArrayList<>();
    MessageParts.each(MESSAGE, 2, text -> texts.add(text.toUtf8()));
    assertThat(texts).containsExactly("a", "b");
  }

  @Test
  void whatIsNotThereOrOfAnotherTypeIsNone() {
    assertThat(MessageParts.whole(MESSAGE, 2)).isZero();
    assertThat(MessageParts.last(MESSAGE, 1)).isNull();
    assertThat(MessageParts.real(MESSAGE, 9)).isZero();
    assertThat(MessageParts.nanos(Slice.EMPTY)).isZero();
  }

  @Test
  void aTimeMayLieBefore1970() {
    Slice time = new WireWriter().varint(1, -1).varint(2, 500_000_000).toSlice();
    assertThat(MessageParts.nanos(time)).isEqualTo(-500_000_000);
    Slice duration = new WireWriter().varint(1, -1).varint(2, -500_000_000).toSlice();
    assertThat(MessageParts.nanos(duration)).isEqualTo(-1_500_000_000);
  }

  @Test
  void anEntryMayLackItsKeyOrItsValue() {
    List<String> entries = new ArrayList<>();
    for (Slice entry :
        List.of(
            new WireWriter().string(2, "v").string(1, "k").toSlice(),
            new WireWriter().string(1, "k").toSlice(),
            Slice.EMPTY)) {
      MessageParts.entry(entry, (key, value) -> entries.add(key + "=" + value));
    }
    assertThat(entries).containsExactly("k=v", "k=", "=");
  }

  @ParameterizedTest
  @CsvSource({"0, zero", "1, one", "2, 2", "-1, -1"})
  void aNumberWithoutANameStaysANumber(long number, String name) {
    assertThat(MessageParts.name(List.of("zero", "one"), number)).isEqualTo(name);
  }

  @Test
  void bytesThatAreNoMessageAreRefused() {
    Slice cut = MESSAGE.slice(0, 3);
    assertThatThrownBy(() -> MessageParts.whole(cut, 1))
        .isInstanceOf(MalformedTelemetryException.class);
  }
}
