package io.beltline.receiver.elasticsearchbulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.operators.RequestBuilder;
import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

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

  private static final List<String> LINES =
      List.of(
          "{\"create\":{}}\n{\"n\":1}\n",
          "\r\n{\"index\":{}}\r\n{\"n\":1}\r\n",
          "{\"create\":{}}\n{\"n\":\n",
          "{\"update\":{}}\n{\"doc\":{}}\n",
          "{\"delete\":{}}\n\n");

  private static final List<String> TOLD =
      List.of("create", "index", "create refused", "update refused", "delete refused");

  private static void read(byte[] text) {
    for (DocumentMode mode : DocumentMode.values()) {
      RequestBuilder out = new RequestBuilder();
      DocumentRecords records = new DocumentRecords(mode, Room.unlimited());
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

  /** Clients find the answer of a document by its place. */
  @Property(seed = "2924", tries = 300)
  void thereIsAnAnswerForEachActionInItsOrder(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 4) Integer> kinds) {
    StringBuilder body = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int kind : kinds) {
      body.append(LINES.get(kind));
      expected.add(TOLD.get(kind));
    }
    List<String> told =
        new BulkParser(Slice.utf8(body.toString()), "i", Room.unlimited())
            .read((item, document) -> assertThat(document).containsEntry("n", 1L)).stream()
                .map(item -> item.action() + (item.error() == null ? "" : " refused"))
                .toList();
    assertThat(told).isEqualTo(expected);
  }

  @Property(seed = "2923", tries = 1000)
  void timesAreNeverNegative(@ForAll String text, @ForAll long number, @ForAll double fraction) {
    assertThat(DocumentTime.nanos(text)).isNotNegative();
    assertThat(DocumentTime.nanos(number)).isNotNegative();
    assertThat(DocumentTime.nanos(fraction)).isNotNegative();
  }
}
