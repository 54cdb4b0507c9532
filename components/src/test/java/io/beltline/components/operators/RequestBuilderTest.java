package io.beltline.components.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.Logs;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.receiver.LogRecords;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A request is whole, whatever became of entries that should have been in it. */
class RequestBuilderTest {
  private final RequestBuilder builder = new RequestBuilder();

  /** A value whose writing fails. */
  private static final class Unwritable extends AbstractMap<String, String> {
    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      throw new OutOfMemoryError("for a moment");
    }
  }

  private static Entry entry(String body, @Nullable Object value) {
    Entry entry = new Entry("source", Origin.NONE, body, 1);
    entry.attributes().put("first", "x");
    entry.attributes().put("second", value);
    return entry;
  }

  @Test
  void anEntryThatCannotBeWrittenLeavesNothing() {
    Entry elsewhere = entry("bad too", new Unwritable());
    elsewhere.resource().put("place", "another");
    builder.add(entry("one", "y"));
    for (Entry bad : new Entry[] {entry("bad", new Unwritable()), elsewhere}) {
      assertThatThrownBy(() -> builder.add(bad)).isInstanceOf(OutOfMemoryError.class);
    }
    builder.add(entry("three", "z"));
    assertThat(builder.records()).isEqualTo(2);
    Logs request = builder.build();
    assertThat(request.itemCount()).isEqualTo(2);
    assertThat(LogRecords.of(request))
        .extracting(record -> record.get("body"))
        .containsExactly("one", "three");
    assertThat(new String(OtlpJson.write(request), StandardCharsets.UTF_8))
        .as("no resource without a record")
        .containsOnlyOnce("scopeLogs")
        .doesNotContain("another");
  }
}
