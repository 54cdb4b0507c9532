package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First lines that say something of all others. */
class FileLogHeaderTest {
  private static final String BEGINNING = "start_at: beginning";
  private static final String STORAGE = "storage: file_storage";
  private static final String HEADER =
      "header: {pattern: '^#', metadata_operators: [{type: regex_parser, regex:"
          + " '^#(?P<key>[a-z]+)=(?P<value>.*)'}, {type: add, field: 'attributes.last', value:"
          + " 'EXPR(attributes.key + attributes.value)'}]}";

  @TempDir private Path folder;

  private static Map<String, Object> record(String body, String key, String value) {
    return Map.of(
        "body",
        body,
        "attributes",
        Map.of("log.file.name", "a.log", "key", key, "value", value, "last", key + value));
  }

  @Test
  void theHeaderGivesAttributesAndIsNoRecord() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "#a=1\n#b=2\none\n#two\n")) {
      rig.start(BEGINNING, HEADER);
      assertThat(rig.records()).containsExactly(record("one", "b", "2"), record("#two", "b", "2"));
    }
  }

  @Test
  void anotherRunKnowsTheHeader() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "#a=1\none\n")) {
      rig.start(BEGINNING, HEADER, STORAGE).stop();
      rig.records();
      rig.write("a.log", "two\n").start(BEGINNING, HEADER, STORAGE);
      assertThat(rig.records()).containsExactly(record("two", "a", "1"));
    }
  }

  @Test
  void aHeaderMayComeLineByLine() throws IOException {
    try (FileLogRig rig =
        new FileLogRig(folder).write("a.log", "#a=1\n#b").start(BEGINNING, HEADER)) {
      assertThat(rig.records()).isEmpty();
      rig.write("a.log", "=2\n").poll();
      assertThat(rig.records()).isEmpty();
      rig.write("a.log", "one\n").poll();
      assertThat(rig.records()).containsExactly(record("one", "b", "2"));
    }
  }

  @Test
  void theNextFileHasAHeaderOfItsOwn() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "#a=1\none\n")) {
      rig.start(BEGINNING, HEADER);
      rig.records();
      Files.writeString(folder.resolve("a.log"), "#c=3\nx\n");
      rig.poll().poll();
      assertThat(rig.records()).containsExactly(record("x", "c", "3"));
    }
  }
}
