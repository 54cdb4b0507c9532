package io.beltline.receiver.dockerstats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import io.beltline.receiver.dockerstats.EventInbox.Change;
import io.beltline.receiver.dockerstats.EventInbox.News;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Answers that are broken are told as such, and nothing else is thrown. */
class AnswersPropertyTest {
  private static final byte[] STATS = Restated.first().getBytes(UTF_8);
  private static final byte[] INSPECTION = Restated.inspection("a", "b").getBytes(UTF_8);

  private static void read(byte[] text) {
    try {
      ContainerStats.read(Slice.of(text));
    } catch (Json.MalformedException malformed) {
      assertThat(malformed).hasMessageNotContaining("null pointer");
    }
    try {
      Inspection.read(Slice.of(text), Map.of("STAGE", "x"), Map.of());
    } catch (Json.MalformedException malformed) {
      assertThat(malformed).hasMessageNotContaining("null pointer");
    }
  }

  @Property(seed = "2911", tries = 2000)
  void oneByteIsAnother(
      @ForAll @IntRange(max = 2_000) int at, @ForAll byte other, @ForAll boolean stats) {
    byte[] text = (stats ? STATS : INSPECTION).clone();
    text[at % text.length] = other;
    read(text);
  }

  @Property(seed = "2912", tries = 500)
  void theEndIsMissing(@ForAll @IntRange(max = 3_000) int length, @ForAll boolean stats) {
    byte[] text = stats ? STATS : INSPECTION;
    read(Arrays.copyOf(text, Math.min(length, text.length - 1)));
  }

  @Property(seed = "2913", tries = 500)
  void anythingAtAll(@ForAll byte[] text) {
    read(text);
  }

  @Property(seed = "2914", tries = 300)
  void eventsComeInPartsOfAnySize(@ForAll @Size(40) int[] cuts) {
    String text =
        """
        {"Type":"container","Action":"start","Actor":{"ID":"a1","Attributes":{"x":"y\\n"}}}
        {"status":"destroy","id":"b1"}

        {"Action":"health_status: healthy","Actor":{"ID":"c1"}}
        """;
    byte[] bytes = text.getBytes(UTF_8);
    EventInbox inbox = new EventInbox();
    EventLines lines = new EventLines(inbox);
    lines.begin();
    inbox.take();
    int from = 0;
    for (int i = 0; from < bytes.length; i++) {
      int length = Math.min(1 + Math.floorMod(cuts[i % cuts.length], 30), bytes.length - from);
      assertThat(lines.take(new Slice(bytes, from, length))).isTrue();
      from += length;
    }
    assertThat(inbox.take())
        .isEqualTo(
            new News(
                false,
                Map.of("a1", Change.CHANGED, "b1", Change.DESTROYED, "c1", Change.CHANGED),
                null));
  }

  @Property(seed = "2915", tries = 300)
  void eventsThatAreNoneMakeTheListBeRead(@ForAll byte[] text) {
    EventInbox inbox = new EventInbox();
    EventLines lines = new EventLines(inbox);
    lines.begin();
    inbox.take();
    assertThat(lines.take(Slice.of(text))).isTrue();
    assertThat(lines.take(Slice.utf8("\n{\"broken\n"))).isTrue();
    assertThat(inbox.take().reload()).isTrue();
  }
}
