package io.beltline.components.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.documents.FlatDocument.Form;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.WireWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlatDocumentTest {
  private final FlatDocument document = new FlatDocument();

  private String write(Form form, String... kept) {
    JsonBuffer out = new JsonBuffer(16);
    document.write(out, form, new Protected(Set.of(kept)));
    return out.toSlice().toUtf8();
  }

  @Test
  void theLastOfOneKeyCounts() {
    document.number("a", 1);
    document.number("b", 2);
    document.number("a", 3);
    assertThat(write(Form.FLAT)).isEqualTo("{\"a\":3,\"b\":2}");
  }

  @Test
  void valuesWithSomethingBelowGetAKeyOfTheirOwn() {
    document.number("app", 1);
    document.number("app-b", 2);
    document.number("app.x", 3);
    assertThat(write(Form.FLAT)).isEqualTo("{\"app.value\":1,\"app.x\":3,\"app-b\":2}");
    assertThat(write(Form.NESTED)).isEqualTo("{\"app\":{\"value\":1,\"x\":3},\"app-b\":2}");
  }

  @Test
  void theirOwnKeyYieldsToOneThatIsThere() {
    document.number("app", 1);
    document.number("app.value", 2);
    assertThat(write(Form.FLAT)).isEqualTo("{\"app.value\":2}");
  }

  @Test
  void protectedFieldsStay() {
    document.text("message", "words");
    document.number("message.id", 2);
    document.number("message.id.x", 3);
    assertThat(write(Form.NESTED, "message")).isEqualTo("{\"message\":\"words\"}");
  }

  @Test
  void conflictsWithoutEndAreCutShort() {
    StringBuilder key = new StringBuilder("a");
    for (int i = 0; i < 40; i++) {
      document.number(key.toString(), i);
      key.append(".value");
    }
    assertThat(write(Form.FLAT)).startsWith("{\"a.value").hasSizeLessThan(300);
  }

  @Test
  void cutTakesBack() {
    document.number("a", 1);
    int mark = document.count();
    document.number("b", 2);
    document.cut(mark);
    document.number("c", 3);
    assertThat(write(Form.FLAT)).isEqualTo("{\"a\":1,\"c\":3}");
    document.cut(0);
    assertThat(write(Form.NESTED)).isEqualTo("{}");
  }

  @Test
  void aMapWhosePathWouldBeRepeatedTooOftenIsOneValue() {
    WireWriter map = new WireWriter();
    int list = map.begin(6);
    for (int i = 0; i < 60_000; i++) {
      int entry = map.begin(1);
      map.string(1, "k" + i);
      map.end(entry);
    }
    map.end(list);
    AnyValueView value = new AnyValueView();
    value.wrap(map.toSlice());
    String key = "a".repeat(64 << 10);
    document.attribute(key, value);
    assertThat(document.count()).isEqualTo(1);
    assertThat(write(Form.FLAT)).startsWith("{\"" + key + "\":{\"k0\":null,\"k1\":null");
  }

  @Test
  void timesAreExact() {
    JsonBuffer out = new JsonBuffer(16);
    Times.epochMillis(out, 1705314600000000001L);
    Times.rfc3339(out, 1705314600000000001L);
    Times.epochMillis(out, -1);
    assertThat(out.toSlice().toUtf8())
        .isEqualTo(
            "\"1705314600000.000001\",\"2024-01-15T10:30:00.000000001Z\","
                + "\"18446744073709.551615\"");
  }
}
