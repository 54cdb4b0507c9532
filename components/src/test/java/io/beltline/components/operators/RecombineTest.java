package io.beltline.components.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Validated;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of entries that are put together, or cannot be. */
class RecombineTest {
  private final FakeClock clock = new FakeClock();
  private final TestSettings settings = TestSettings.of("chain");
  private final List<@Nullable Object> bodies = new ArrayList<>();
  private final EntrySink sink =
      new EntrySink() {
        @Override
        public void accept(Entry entry) {
          if ("bug".equals(entry.body())) {
            throw new IllegalStateException("a bug");
          }
          bodies.add(entry.body());
        }

        @Override
        public void dropped(Entry entry, String rule, boolean failed) {
          bodies.add("dropped by " + rule);
        }
      };

  record Chain(@Default("[]") List<ConfigNode> operators) implements Validated {
    @Override
    public void validate(Problems problems) {
      OperatorList.read(operators, "operators", problems);
    }
  }

  private void run(String operators, Object... entries) {
    Chain config = BoundYaml.value(Chain.class, "operators: [" + operators + "]");
    OperatorList list =
        OperatorList.read(
            config.operators(),
            "operators",
            (key, problem) -> {
              throw new AssertionError(key + ": " + problem);
            });
    OperatorChain chain = new OperatorChain(list, settings.settings(), clock);
    for (Object body : entries) {
      chain.process(new Entry("a.log", Origin.NONE, body, 1), sink);
    }
    clock.advance(Duration.ofSeconds(6));
    chain.flush(sink);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void bytesAreTexts() {
    run(
        "{type: recombine, combine_field: body, is_last_entry: 'attributes.done == true'}",
        bytes("ä"),
        "y",
        bytes("z"));
    assertThat(bodies).containsExactly("ä\ny\nz");
  }

  @Test
  void whatHasNoTextIsCountedAndNoPart() {
    run(
        "{type: recombine, combine_field: body, is_last_entry: 'body == \"end\"'}",
        "a",
        Map.of("b", 1L),
        "c",
        "end");
    assertThat(bodies).containsExactly("a", Map.of("b", 1L), "c\nend");
    assertThat(settings.meter().count("otelcol_operator_failures", Map.of("operator", "recombine")))
        .isEqualTo(1);
  }

  @Test
  void whatHasNoTextIsCountedBehindABugToo() {
    assertThatThrownBy(
            () ->
                run(
                    "{type: recombine, combine_field: body, is_last_entry: 'body == \"end\"'}",
                    "bug",
                    Map.of("b", 1L)))
        .hasMessage("a bug");
    assertThat(bodies).containsExactly(Map.of("b", 1L));
    assertThat(settings.meter().count("otelcol_operator_failures", Map.of("operator", "recombine")))
        .isEqualTo(1);
  }

  /** Docker divides after so many bytes, whatever characters they are. */
  @Test
  void dockersPartsAreMeasuredInBytes() {
    String time = "\",\"stream\":\"stdout\",\"time\":\"2024-04-13T07:59:37Z\"}";
    String part = "ü" + "a".repeat(16 * 1024 - 2);
    run(
        "{type: container, add_metadata_from_filepath: false}",
        "{\"log\":\"" + part + time,
        "{\"log\":\"end\\n" + time);
    assertThat(bodies).containsExactly(part + "end");
  }
}
