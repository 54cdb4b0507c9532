package io.beltline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class SchemaTest {
  enum Mode {
    FAST,
    SLOW
  }

  record Tls(@Doc("Trust | verify nothing.") boolean insecure, @Nullable String caFile) {}

  record Config(
      @Doc("Where to send.") @Default("http://h:1") String endpoint,
      @Default("5s") Duration timeout,
      @Section(absent = Section.Presence.OFF) @Defaults("ca_file=a.pem") @Nullable Tls tls,
      @Key(aliases = "modus") @Default("fast") Mode mode,
      @Default("[a, 1]") List<String> names,
      List<Node> children) {}

  record Node(@Default("3") int size, List<Node> children, Map<String, Tls> byName) {}

  @Test
  void writesOneRecord() {
    assertThat(Schema.of(Tls.class))
        .isEqualTo(
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Tls",
            "type":["object","null","string"],"pattern":"\\\\$\\\\{","properties":{
            "insecure":{"description":"Trust | verify nothing.",
            "type":["boolean","null","string"],
            "pattern":"^([tT]rue|TRUE|[fF]alse|FALSE)$|\\\\$\\\\{","default":false},
            "ca_file":{"type":["string","number","boolean","null"]}},
            "additionalProperties":false}\
            """
                .replace("\n", ""));
  }

  @Test
  void writesDefaultsWordsAndRecursion() {
    String schema = Schema.of(Config.class);
    assertThat(schema)
        .contains(
            "\"ca_file\":{\"type\":[\"string\",\"number\",\"boolean\",\"null\"],\"default\":\"a.pem\"}")
        .contains("\"mode\":{\"anyOf\":[{\"enum\":[\"fast\",\"slow\",null]}")
        .contains("\"modus\":{")
        .contains("\"default\":[\"a\",1]")
        .contains("\"default\":\"5s\"")
        .contains("\"items\":{\"$ref\":\"#/$defs/Node\"}")
        .contains("\"$defs\":{\"Node\":{");
    assertThat(depth(schema)).isZero();
  }

  @Test
  void writesAWholeConfiguration() {
    String schema =
        Schema.of(
            Map.of("service", Tls.class), Map.of("exporters", Map.of("otlp_http", Config.class)));
    assertThat(schema)
        .contains("\"exporters\":{\"type\":[\"object\",\"null\",\"string\"]")
        .contains("\"^otlp_http(/.+)?$\":{\"$ref\":\"#/$defs/Config\"}")
        .contains("\"service\":{\"$ref\":\"#/$defs/Tls\"}")
        .contains("\"Config\":{\"type\"")
        .contains("\"Tls\":{\"type\"");
    assertThat(depth(schema)).isZero();
  }

  /** Reads all of it; 0 if every brace is closed. */
  private static int depth(String json) {
    int depth = 0;
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
        depth += t.isStructStart() ? 1 : t.isStructEnd() ? -1 : 0;
      }
    }
    return depth;
  }

  @Test
  void writesTheReferenceTable() {
    assertThat(ReferenceTable.of(Config.class))
        .isEqualTo(
            """
            | Key | Type | Default | Meaning |
            |---|---|---|---|
            | `endpoint` | text | `http://h:1` | Where to send. |
            | `timeout` | duration | `5s` |  |
            | `tls` | section | off |  |
            | `tls.insecure` | true or false | `false` | Trust \\| verify nothing. |
            | `tls.ca_file` | text | `a.pem` |  |
            | `mode`, `modus` | `fast`, `slow` | `fast` |  |
            | `names` | list of text | `[a, 1]` |  |
            | `children` | list of section |  |  |
            | `children[].size` | whole number | `3` |  |
            | `children[].children` | list of section |  |  |
            | `children[].by_name` | map of section |  |  |
            | `children[].by_name.*.insecure` | true or false | `false` | Trust \\| verify nothing. |
            | `children[].by_name.*.ca_file` | text |  |  |
            """);
  }

  @Test
  void embedsTheTableInAReadme() {
    String readme = "# X\n\n<!-- config:begin -->\nold\n<!-- config:end -->\ntail\n";
    assertThat(ReferenceTable.isCurrent(readme, Tls.class)).isFalse();
    String current = ReferenceTable.embed(readme, Tls.class);
    assertThat(current).startsWith("# X\n\n<!-- config:begin -->\n| Key |").endsWith("\ntail\n");
    assertThat(current).doesNotContain("old");
    assertThat(ReferenceTable.isCurrent(current, Tls.class)).isTrue();
    assertThat(ReferenceTable.embed(current, Tls.class)).isEqualTo(current);
    assertThatThrownBy(() -> ReferenceTable.embed("# X", Tls.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("config:begin");
  }
}
