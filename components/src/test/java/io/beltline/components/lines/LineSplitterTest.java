package io.beltline.components.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class LineSplitterTest {

  @Property(seed = "11")
  void dividesAsJavaDoes(
      @ForAll
          @Chars({'\n', '\r', 'a', '\u000b', '\u0009', '\u008a', '\u010a'})
          @CharRange(from = 'b', to = 'z')
          @StringLength(max = 80)
          String text,
      @ForAll @IntRange(max = 9) int before) {
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      byte[] own = text.getBytes(charset);
      byte[] bytes = new byte[before + own.length + before];
      System.arraycopy(own, 0, bytes, before, own.length);
      List<String> lines = new ArrayList<>();
      LineSplitter splitter = new LineSplitter("\n".getBytes(charset), "\r".getBytes(charset));
      int end;
      try {
        end =
            splitter.split(
                bytes,
                before,
                before + own.length,
                false,
                (from, to, next) -> lines.add(new String(bytes, from, to - from, charset)));
      } catch (InterruptedException never) {
        throw new AssertionError(never);
      }
      List<String> expected = new ArrayList<>(List.of(text.split("\n", -1)));
      String rest = expected.removeLast();
      expected.replaceAll(
          line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      assertThat(lines).isEqualTo(expected);
      assertThat(new String(bytes, end, before + own.length - end, charset)).isEqualTo(rest);
    }
  }
}
