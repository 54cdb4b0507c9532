package io.beltline.receiver.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Reservation;
import io.beltline.components.otlp.Peak;
import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as the protocol has them. */
class LineReaderTest {
  private static final long NOW = 42;

  /** What lines say, or why they say nothing, each with the number of its line. */
  static List<String> read(Slice body, Precision precision) {
    LineReader reader = new LineReader(body, precision, NOW, Room.unlimited());
    List<String> all = new ArrayList<>();
    while (true) {
      try {
        Line line = reader.next();
        if (line == null) {
          return all;
        }
        all.add(
            reader.line()
                + " "
                + line.measurement()
                + line.tags()
                + line.fields()
                + "@"
                + line.time());
      } catch (MalformedLineException wrong) {
        all.add(reader.line() + " " + wrong.getMessage());
      }
    }
  }

  private static List<String> read(String lines) {
    return read(Slice.utf8(lines), Precision.NANOSECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m f=1 | m{}{f=1.0}@42",
        "m f=1 7 | m{}{f=1.0}@7",
        "m  f=1  7  | m{}{f=1.0}@7",
        "m f=1 0 | m{}{f=1.0}@0",
        "m,b=2,a=1 f=1i,g=-2i,h=3u 7 | m{a=1, b=2}{f=1, g=-2, h=3}@7",
        "m f=9223372036854775807i,g=18446744073709551615u |"
            + " m{}{f=9223372036854775807, g=1.8446744073709552E19}@42",
        "m f=.5,g=-1.,h=1e3,i=+2,j=1E-2 | m{}{f=0.5, g=-1.0, h=1000.0, i=2.0, j=0.01}@42",
        "m a=t,b=T,c=true,d=True,e=TRUE | m{}{a=true, b=true, c=true, d=true, e=true}@42",
        "m a=f,b=F,c=false,d=False,e=FALSE | m{}{a=false, b=false, c=false, d=false, e=false}@42",
        "my\\ m\\,x,t\\ 1\\=\\,=v\\ \\,\\= f\\ 1\\=\\,=1 | my m,x{t 1=,=v ,=}{f 1=,=1.0}@42",
        "m\\=x\\y f=1 | m\\=x\\y{}{f=1.0}@42",
        "m=x f=1 | m=x{}{f=1.0}@42",
        "m,t=\"a\" f=\"a b,c=d\" | m{t=\"a\"}{f=a b,c=d}@42",
        "m f=\"a\\\"b\\\\c\\d\",g=1 | m{}{f=a\"b\\c\\d, g=1.0}@42",
        "m,t=a,t=b f=1,f=2 | m{t=b}{f=2.0}@42",
        "température,où=là f=1 | température{où=là}{f=1.0}@42",
      },
      quoteCharacter = '`')
  void whatLinesSay(String line, String said) {
    assertThat(read(line)).containsExactly("1 " + said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",t=1 f=1 | the measurement is missing",
        "m | the fields are missing",
        "m,t=1 | the fields are missing",
        "m,t= f=1 | the value of tag \"t\" is missing",
        "m,t f=1 | the value of tag \"t\" is missing",
        "m,=1 f=1 | the key of a tag is missing",
        "m,t=a=b f=1 | the fields are missing",
        "m,t=a\tb f=1 | the fields are missing",
        "m f | the value of field \"f\" is missing",
        "m =1 | the key of a field is missing",
        "m f=1, | the key of a field is missing",
        "m f= | \"\" is no value of field \"f\"",
        "m f=x | \"x\" is no value of field \"f\" (expected: a number,",
        "m f=NaN | \"NaN\" is no value",
        "m f=-Inf | \"-Inf\" is no value",
        "m f=1e999 | \"1e999\" is no value",
        "m f=0x10 | \"0x10\" is no value",
        "m f=1_0 | \"1_0\" is no value",
        "m f=1.5i | \"1.5i\" is no value",
        "m f=i | \"i\" is no value",
        "m f=-1u | \"-1u\" is no value",
        "m f=9223372036854775808i | is no value",
        "m f=18446744073709551616u | is no value",
        "m f=tRUE | \"tRUE\" is no value",
        "m f=\"a | a text in quotes has no end",
        "m f=\"a\"b | something stands behind a text in quotes",
        "m f=1 x | \"x\" is no time (expected: nanoseconds since 1970",
        "m f=1 1.5 | \"1.5\" is no time",
        "m f=1 -1 | \"-1\" is no time",
        "m f=1 9223372036854775808 | is no time",
        "m f=1 1 2 | something stands behind the last field or the time",
      },
      quoteCharacter = '`')
  void whyLinesSayNothing(String line, String words) {
    assertThat(read(line))
        .singleElement()
        .satisfies(said -> assertThat(said).startsWith("1 ").contains(words));
  }

  @Test
  void aBadLineIsNoMatterOfTheOthers() {
    assertThat(read("a f=1\n\n# b f=1\nc f=\nd f=\"\n e\" 1\r\nf f=1\r\n  \r\ng f=\"x\nh f=1 1\ni"))
        .containsExactly(
            "1 a{}{f=1.0}@42",
            "4 \"\" is no value of field \"f\" (expected: a number, a number with i or u behind it,"
                + " true, false, or a text in quotes)",
            "5 d{}{f=\n e}@1",
            "7 f{}{f=1.0}@42",
            "9 a text in quotes has no end",
            "10 h{}{f=1.0}@1",
            "11 the fields are missing (expected: a space before them)");
  }

  @ParameterizedTest
  @CsvSource({
    "NANOSECONDS,1700000000000000001,1700000000000000001",
    "MICROSECONDS,1700000000000001,1700000000000001000",
    "MILLISECONDS,1700000000001,1700000000001000000",
    "SECONDS,1700000001,1700000001000000000",
    "MINUTES,28333333,1699999980000000000",
    "HOURS,472222,1699999200000000000"
  })
  void aTimeCountsWhatThePrecisionSays(Precision precision, String time, String nanos) {
    assertThat(read(Slice.utf8("m f=1 " + time), precision))
        .containsExactly("1 m{}{f=1.0}@" + nanos);
    assertThat(read(Slice.utf8("m f=1"), precision)).containsExactly("1 m{}{f=1.0}@42");
  }

  @Test
  void aTimeBehindAllTimesIsNone() {
    assertThat(read(Slice.utf8("m f=1 9223372037"), Precision.SECONDS))
        .singleElement()
        .satisfies(said -> assertThat(said).contains("is no time (expected: seconds since 1970"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6})
  void whatIsNoUtf8IsRefused(int at) {
    byte[] line = "a,b=c d=1".getBytes(StandardCharsets.US_ASCII);
    line[at] = (byte) 0xff;
    assertThat(read(Slice.of(line), Precision.NANOSECONDS))
        .containsExactly("1 its text is not UTF-8");
  }

  @Test
  void roomIsAskedForTagsAndTheCopiesOfTheirMap() throws Exception {
    Peak account = new Peak(1 << 20);
    StringBuilder line = new StringBuilder("m");
    for (int tag = 0; tag < 1000; tag++) {
      line.append(",t").append(tag).append("=1");
    }
    Room room = Room.beside(Reservation.of(account, 1));
    new LineReader(Slice.utf8(line + " f=1"), Precision.NANOSECONDS, NOW, room).next();
    // 2 texts and 3 entries of maps each, where a reference takes 4 bytes
    assertThat(account.held()).isGreaterThan(1000 * (2 * 40 + 3 * 40));
  }

  @Test
  void roomIsAskedForTheLargestLine() {
    Peak account = new Peak(1 << 20);
    LineReader reader =
        new LineReader(
            Slice.utf8("m a=1" + ",b=2".repeat(200_000)),
            Precision.NANOSECONDS,
            NOW,
            Room.beside(Reservation.of(account, 1)));
    assertThatThrownBy(reader::next).isInstanceOf(Room.NoRoomException.class);
    assertThat(account.peak()).isLessThanOrEqualTo(1 << 20);
  }
}
