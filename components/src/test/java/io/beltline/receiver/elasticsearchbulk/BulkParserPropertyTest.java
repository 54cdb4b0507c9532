package io.beltline.receiver.elasticsearchbulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.operators.RequestBuilder;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Requests that are broken are told as such, and nothing else is thrown. */
class BulkParserPropertyTest {
  private static final byte[] GOOD =
      """
      {"create":{"_index":"logs-x-default"}}
      {"@timestamp":"2026-01-01T00:00:00.5+0200","message":"m","log":{"level":"info"},"n":[1,2.5]}
      {"index":{"_id":"7"}}
      {"@timestamp":1700000000000,"trace.id":"0af7651916cd43dd8448eb211c80319c","a":{"b":null}}
      {"delete":{"_id":"8"}}
      """
          .getBytes(UTF_8);

  private static void read(byte[] text) {
    for (DocumentMode mode : DocumentMode.values()) {
      RequestBuilder out = new RequestBuilder();
      DocumentRecords records = new DocumentRecords(mode);
      try {
        var items =
            new BulkParser(Slice.of(text), "", Room.unlimited())
                .read((item, document) -> out.add(records.of(item, document, 1)));
        long taken = items.stream().filter(item -> item.error() == null).count();
        assertThat((long) out.records()).isEqualTo(taken);
      } catch (MalformedTelemetryException malformed) {
        assertThat(malformed).hasMessageNotContaining("null pointer");
      }
    }
  }

  @Property(seed = "2921", tries = 3000)
  void oneByteIsAnother(@ForAll @IntRange(max = 400) int at, @ForAll byte other) {
    byte[] text = GOOD.clone();
    text[at % text.length] = other;
    read(text);
  }

  @Property(seed = "2922", tries = 500)
  void anythingAtAll(@ForAll byte[] text, @ForAll boolean ended) {
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = (byte) (ended ? '\n' : 'x');
    read(line);
  }

  @Property(seed = "2923", tries = 1000)
  void timesAreNeverNegative(@ForAll String text, @ForAll long number, @ForAll double fraction) {
    assertThat(DocumentTime.nanos(text)).isNotNegative();
    assertThat(DocumentTime.nanos(number)).isNotNegative();
    assertThat(DocumentTime.nanos(fraction)).isNotNegative();
  }
}
