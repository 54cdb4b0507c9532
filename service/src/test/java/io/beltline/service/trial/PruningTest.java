package io.beltline.service.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.config.ConfigLoader;
import io.beltline.config.ConfigMap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PruningTest {
  private static final ConfigMap TREE =
      ConfigLoader.text(
              """
              a:
                flat: [one, two, three]
                groups:
                  - {conditions: [], statements: [x, y]}
                  - {statements: [z]}
                table:
                  - {condition: p, pipelines: [q]}
                  - {condition: r, pipelines: [s]}
                include: {match: m}
              b: {flat: [one]}
              """)
          .tree();

  private static String without(String... paths) {
    List<List<String>> all =
        Arrays.stream(paths).map(path -> List.of(path.split("/", -1))).toList();
    return Pruning.of(TREE, all).plain().toString();
  }

  @Test
  void takesItemsOutOfLists() {
    assertThat(without("a/flat/0", "a/flat/2"))
        .contains("a={flat=[two], ")
        .contains("b={flat=[one]}");
    assertThat(without("b/flat/0")).contains("b={flat=[]}").contains("a={flat=[one, two, three]");
  }

  @Test
  void aGroupOfWhichNothingIsLeftGoesToo() {
    assertThat(without("a/groups/0/statements/1"))
        .contains("{conditions=[], statements=[x]}, {statements=[z]}");
    assertThat(without("a/groups/1/statements/0"))
        .contains("groups=[{conditions=[], statements=[x, y]}]");
    assertThat(without("a/groups/0/statements/0", "a/groups/0/statements/1"))
        .contains("groups=[{statements=[z]}]");
  }

  @Test
  void whatFollowsTheLastNumberIsPartOfTheRule() {
    assertThat(without("a/table/0/condition")).contains("table=[{condition=r, pipelines=[s]}]");
  }

  @Test
  void aRuleThatIsNoListsItemIsAKey() {
    assertThat(without("a/include")).doesNotContain("include").contains("pipelines=[s]");
    assertThat(without()).isEqualTo(TREE.plain().toString());
  }
}
