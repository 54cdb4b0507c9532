package io.beltline.ottl.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.ottl.EvaluationException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTreeTest {

  @Property(tries = 1_000, seed = "20261128")
  void writesWhatItReads(@ForAll("documents") String xml) {
    String once = XmlTree.text(XmlTree.of(xml));
    assertThat(XmlTree.text(XmlTree.of(once))).isEqualTo(once);
  }

  @Property(tries = 2_000, seed = "20261128")
  void refusesWhatIsNoXmlInOneWay(@ForAll("broken") String text) {
    try {
      String once = XmlTree.text(XmlTree.of(text));
      assertThat(XmlTree.text(XmlTree.of(once))).isEqualTo(once);
    } catch (EvaluationException refused) {
      assertThat(refused).hasMessageContaining("XML");
    }
  }

  @Test
  void goesOnlySoDeep() {
    assertThat(XmlTree.text(XmlTree.of("<a>".repeat(900) + "</a>".repeat(900)))).hasSize(900 * 7);
    assertThatThrownBy(() -> XmlTree.of("<a>".repeat(2_000)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("deeper than 1000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nº/>",
        "<µs>5</µs>",
        "<a ª='1'/>",
        "<Ａ/>",
        "<a Ａ='1'/>",
        "<xmlns/>",
        "<a:1/>",
        "<٣/>",
        "<?º x?>",
        "<?Ａ x?>"
      })
  void refusesNamesThatXmlDoesNotKnow(String xml) {
    assertThatThrownBy(() -> XmlTree.of(xml))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("the text is no XML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<हिन्दी></हिन्दी>",
        "<größe></größe>",
        "<_a.b-1·></_a.b-1·>",
        "<品目 名=\"x\"></品目>",
        "<p:g xmlns:p=\"u\" p:h=\"1\"></p:g>"
      })
  void readsNamesOfAnyLanguage(String xml) {
    assertThat(XmlTree.text(XmlTree.of(xml))).isEqualTo(xml);
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> leaf =
        Arbitraries.of(
            "x", " ", "&lt;", "<b/>", "<!-- c -->", "<![CDATA[<d>]]>", "<?e f?>", "<p:g h='1'/>");
    return leaf.list()
        .ofMaxSize(6)
        .map(parts -> "<a z=\"1\" i='&amp;'>" + String.join("", parts) + "</a>");
  }

  @Provide
  Arbitrary<String> broken() {
    return Arbitraries.of(
            "<",
            ">",
            "</",
            "/>",
            "a",
            " ",
            "=",
            "\"",
            "'",
            "&",
            ";",
            "<!",
            "--",
            "]]>",
            "<a>",
            "</a>",
            "<?",
            "?>",
            "<![CDATA[",
            "&#1;",
            ":",
            "\r\n",
            "\u0001")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
