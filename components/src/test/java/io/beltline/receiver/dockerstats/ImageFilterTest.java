package io.beltline.receiver.dockerstats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis | redis | true",
        "redis | redis:7 | false",
        "!redis | redis | false",
        "!redis | nginx | true",
        "redis* | redis:7 | true",
        "redis* | my/redis | false",
        "*/redis* | my/deep/redis:7 | true",
        "!my*x | my-x | false",
        "!my*x | other | true",
        "re?is | redis | true",
        "re?is | reis | false",
        "[a-c]x | bx | true",
        "[a-c]x | dx | false",
        "[!a-c]x | dx | true",
        "[abd-]x | -x | true",
        "[abd-]x | cx | false",
        "{redis,nginx*} | nginx:1 | true",
        "{redis,nginx*} | redis:1 | false",
        "a.b* | aXbc | false",
        "a\\*b* | a*bc | true",
        "a\\*b* | axbc | false",
        "/my?egex/ | a myegex b | true",
        "/^my.*$/ | a my b | false",
        "!/my.*/ | other | true",
        "!/my.*/ | my | false",
      })
  void items(String item, String image, boolean excluded) {
    assertThat(new ImageFilter(List.of(item)).excludes(image)).isEqualTo(excluded);
  }
}
