package io.beltline.distribution.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JUnitReportTest {

  @Property(tries = 500, seed = "20261128")
  void anyTextIsXml(@ForAll String text) throws Exception {
    String xml = "<t>" + JUnitReport.escaped(text) + "</t>";
    String read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement()
            .getTextContent();
    assertThat(read).hasSameSizeAs(text);
  }
}
