package io.beltline.components.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrimmingTest {
  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "utf-16le", "utf-16be", "utf-32le"})
  void whiteSpaceIsCutInWholeCharacters(String encoding) throws InterruptedException {
    Charset charset = Charset.forName(encoding);
    List<String> entries = new ArrayList<>();
    StreamSplitter stream =
        new StreamSplitter(
            new WholeSplitter(),
            new Trimming(false, false),
            1000,
            charset,
            (bytes, from, to) -> entries.add(new String(bytes, from, to - from, charset)),
            () -> {});
    byte[] text = " \tone\ntwo \u2020\r\n".getBytes(charset);
    System.arraycopy(text, 0, stream.buffer(), 0, text.length);
    stream.filled(text.length, true);
    assertThat(entries).containsExactly("one\ntwo \u2020");
  }
}
