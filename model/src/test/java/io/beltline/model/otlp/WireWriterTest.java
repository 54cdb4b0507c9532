package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WireWriterTest {

  @Property(seed = "7")
  void textsAreWrittenAsProtobufDoes(@ForAll @StringLength(max = 300) String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8); // a half of a pair becomes ?
    AnyValue.Builder expected =
        AnyValue.newBuilder().setStringValueBytes(ByteString.copyFrom(utf8));
    assertThat(new WireWriter().string(1, text).toSlice().toByteArray())
        .isEqualTo(expected.build().toByteArray());
  }

  @Property(seed = "8")
  void asciiTextsOfAllLengths(@ForAll @IntRange(max = 300) int length) {
    String text = "a".repeat(length);
    WireWriter out = new WireWriter().string(1, text).string(2, text + "ä").string(3, text);
    assertThat(out.toSlice().toByteArray())
        .isEqualTo(
            new WireWriter()
                .bytes(1, text.getBytes(StandardCharsets.UTF_8))
                .bytes(2, (text + "ä").getBytes(StandardCharsets.UTF_8))
                .bytes(3, text.getBytes(StandardCharsets.UTF_8))
                .toSlice()
                .toByteArray());
  }

  @Property(seed = "9")
  void largeMessagesAreWrittenLikeOthers(@ForAll @IntRange(max = 40_000) int size) {
    byte[] content = new byte[size];
    WireWriter large = new WireWriter().varint(1, 7);
    int mark = large.beginLarge(2);
    int inner = large.beginLarge(3);
    large.bytes(4, content);
    large.endLarge(inner);
    large.endLarge(mark);
    WireWriter plain = new WireWriter().varint(1, 7);
    mark = plain.begin(2);
    inner = plain.begin(3);
    plain.bytes(4, content);
    plain.end(inner);
    plain.end(mark);
    assertThat(large.varint(5, 1).toSlice().toByteArray())
        .isEqualTo(plain.varint(5, 1).toSlice().toByteArray());
  }

  @Test
  void anAttributeOfAText() {
    for (int length : new int[] {0, 1, 100, 123, 125, 127, 128, 130, 16_383, 16_384}) {
      byte[] text =
          ("<" + "ü".repeat(length / 2) + "x".repeat(length % 2) + ">")
              .getBytes(StandardCharsets.UTF_8);
      byte[] key = new WireWriter().string(1, "key").toSlice().toByteArray();
      LogRecord expected =
          LogRecord.newBuilder()
              .addAttributes(
                  KeyValue.newBuilder()
                      .setKey("key")
                      .setValue(
                          AnyValue.newBuilder()
                              .setStringValueBytes(ByteString.copyFrom(text, 1, length))))
              .setFlags(1)
              .build();
      WireWriter out =
          new WireWriter().textAttribute(6, key, text, 1, text.length - 1).fixed32(8, 1);
      assertThat(out.toSlice().toByteArray()).isEqualTo(expected.toByteArray());
    }
  }
}
