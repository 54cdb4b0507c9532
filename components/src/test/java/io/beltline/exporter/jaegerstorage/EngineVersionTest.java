package io.beltline.exporter.jaegerstorage;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineVersionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'version':{'number':'7.17.1'}} | false | 7 | true",
        "{'version':{'number':'9.5.3','build_flavor':'default'}} | false | 9 | false",
        "{'version':{'distribution':'opensearch','number':'3.8.0'}} | true | 3 | true",
        "{'version':{'number':'x'}} | false | 0 | false",
        "no JSON | false | 0 | false",
        "[] | false | 0 | false"
      })
  void theAnswerOfTheRootTells(String body, boolean openSearch, int major, boolean older) {
    EngineVersion version = EngineVersion.read(Slice.utf8(body.replace('\'', '"')));
    assertThat(version).isEqualTo(new EngineVersion(openSearch, major));
    assertThat(version.usesOlderTemplates()).isEqualTo(older);
  }

  @ParameterizedTest
  @CsvSource({"7, false, 7", "9, false, 9", "101, true, 1", "103, true, 3"})
  void soDoesTheConfiguration(int configured, boolean openSearch, int major) {
    assertThat(EngineVersion.of(configured)).isEqualTo(new EngineVersion(openSearch, major));
  }

  @Property(tries = 500, seed = "20261128")
  void anyAnswerIsRead(@ForAll byte[] body) {
    assertThat(EngineVersion.read(Slice.of(body)).major()).isNotNegative();
  }
}
