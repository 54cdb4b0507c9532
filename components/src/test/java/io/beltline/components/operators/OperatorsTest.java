package io.beltline.components.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.expression.ExpressionException;
import io.beltline.components.expression.JsonText;
import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Validated;
import io.beltline.receiver.LogRecords;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains as data: operators, the lines that go in, and the records that come out. */
class OperatorsTest {

  record Chain(@Default("[]") List<ConfigNode> operators) implements Validated {
    @Override
    public void validate(Problems problems) {
      OperatorList.read(operators, "operators", problems);
    }
  }

  record Case(String name, String operators, List<String> in, List<String> out) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream file = OperatorsTest.class.getResourceAsStream("operators.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      for (String block : text.split("(?m)^== ")) {
        if (!block.isBlank()) {
          int name = block.indexOf('\n');
          String[] parts = block.substring(name + 1).split("(?m)^--\n");
          cases.add(
              new Case(
                  block.substring(0, name),
                  parts[0],
                  parts[1].lines().toList(),
                  parts.length < 3 ? List.of() : parts[2].strip().lines().toList()));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doWhatTheTableSays(Case row) throws ExpressionException {
    List<String> expected = new ArrayList<>();
    for (String json : row.out()) {
      expected.add(JsonText.write(JsonText.read(json, true)));
    }
    assertThat(run(row)).containsExactlyElementsOf(expected);
  }

  private static List<String> run(Case row) {
    FakeClock clock = new FakeClock();
    Chain config = BoundYaml.value(Chain.class, "operators:\n" + row.operators().indent(2));
    OperatorList list =
        OperatorList.read(
            config.operators(),
            "operators",
            (key, problem) -> {
              throw new AssertionError(key + ": " + problem);
            });
    OperatorChain chain = new OperatorChain(list, TestSettings.of("chain").settings(), clock);
    Sink sink = new Sink();
    for (String line : row.in()) {
      String path = line.startsWith("@") ? line.substring(1, line.indexOf(' ')) : "test.log";
      String body = line.startsWith("@") ? line.substring(line.indexOf(' ') + 1) : line;
      chain.process(new Entry(path, Origin.NONE, body, 1), sink);
    }
    clock.advance(Duration.ofSeconds(6));
    chain.flush(sink);
    return sink.records;
  }

  private static final class Sink implements EntrySink {
    private final List<String> records = new ArrayList<>();

    @Override
    public void accept(Entry entry) {
      RequestBuilder builder = new RequestBuilder();
      builder.add(entry);
      LogRecords.of(builder.build()).forEach(record -> records.add(JsonText.write(record)));
    }

    @Override
    public void dropped(Entry entry, String rule, boolean failed) {
      records.add(JsonText.write((failed ? "failed " : "filtered ") + rule));
    }
  }
}
