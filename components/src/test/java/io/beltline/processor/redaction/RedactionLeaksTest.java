package io.beltline.processor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.processor.redaction.Places.Place;
import io.beltline.processor.redaction.SecretKinds.Kind;
import io.beltline.processor.redaction.SecretKinds.Sample;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The patterns of the example, in every place, on what must be hidden and what must not. */
class RedactionLeaksTest {
  private static final int ORDERS = 10_000;
  private static final int HOSTILE = 10 << 20;

  private static String bytes(Telemetry telemetry) {
    return new String(telemetry.payload().contiguous().toByteArray(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void nothingLeaksFromAnyPlace() {
    SplittableRandom random = new SplittableRandom(22);
    Redactions redactions = new Redactions(Examples.redaction());
    List<Kind> kinds = SecretKinds.all();
    List<Place> places = Places.all();
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(40);
    assertThat(places).hasSizeGreaterThanOrEqualTo(3 * 15);
    List<String> leaks = new ArrayList<>();
    for (Kind kind : kinds) {
      for (Place place : places) {
        Sample sample = kind.sample(random);
        Telemetry in = place.with("seen " + sample.text() + " by nobody");
        assertThat(bytes(in)).as("the test itself").contains(sample.hidden());
        String out = bytes(redactions.redact(in));
        if (out.contains(sample.hidden())) {
          leaks.add(kind.name() + " in " + place.name());
        }
        assertThat(out).contains("seen ").contains("****");
      }
    }
    assertThat(leaks).isEmpty();
  }

  private static final List<Function<SplittableRandom, String>> ORDER_NUMBERS =
      List.of(
          r -> "ORD-2026-%06d".formatted(r.nextInt(1_000_000)),
          r -> "PO%07d".formatted(r.nextInt(10_000_000)),
          r -> "#%d".formatted(r.nextInt(1_000, 10_000_000)),
          r -> "%010d".formatted(r.nextLong(10_000_000_000L)),
          r -> "%012d".formatted(r.nextLong(1_000_000_000_000L)),
          r ->
              "%03d-%07d-%07d"
                  .formatted(r.nextInt(1000), r.nextInt(10_000_000), r.nextInt(10_000_000)),
          r -> "SO-%05d-%02d".formatted(r.nextInt(100_000), r.nextInt(100)),
          r -> "20261128%06d".formatted(r.nextInt(1_000_000)),
          r -> "INV/2026/%05d".formatted(r.nextInt(100_000)),
          r -> "%08x-%04d".formatted(r.nextInt(), r.nextInt(10_000)));

  @Test
  void orderNumbersStayInNinetyNineOfAHundred() {
    SplittableRandom random = new SplittableRandom(23);
    Redactions redactions = new Redactions(Examples.redaction());
    int mistakes = 0;
    for (int i = 0; i < ORDERS; i++) {
      String order = ORDER_NUMBERS.get(i % ORDER_NUMBERS.size()).apply(random);
      Telemetry in =
          Requests.json(
              Signal.LOGS,
              "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"order"
                  + " "
                  + order
                  + " shipped\"}}]}]}]}");
      mistakes += bytes(redactions.redact(in)).contains("order " + order + " shipped") ? 0 : 1;
    }
    assertThat(mistakes).isLessThan(ORDERS / 100);
  }

  /** The same again and again, and random texts of an alphabet (in brackets). */
  private static String hostile(String kind) {
    StringBuilder text = new StringBuilder(HOSTILE + 32);
    SplittableRandom random = new SplittableRandom(24);
    while (text.length() < HOSTILE) {
      if (kind.startsWith("[")) {
        text.append(kind.charAt(1 + random.nextInt(kind.length() - 2)));
      } else {
        text.append(kind);
      }
    }
    return text.append(" 4111111111111111").toString();
  }

  private static String redactedBody(Redactions redactions, String text) {
    Place body =
        Places.all().stream()
            .filter(place -> place.name().endsWith(": log body"))
            .findFirst()
            .orElseThrow();
    return bytes(redactions.redact(body.with(text)));
  }

  @Test
  void hostileTextsOfTenMegabytesAreRedacted() {
    Redactions redactions = new Redactions(Examples.redaction());
    for (String kind :
        List.of("a", "4111-1111-", "eyJ", "password= ", "1.", "[0123456789-. +]", "[é€ÿ]")) {
      assertThat(redactedBody(redactions, hostile(kind))).doesNotContain("4111111111111111");
    }
  }

  /** Three times what it may take, since others use the machine, too. */
  @Test
  @Tag("long")
  void hostileTextsOfTenMegabytesTakeLittleTime() {
    RedactionRules rules = new RedactionRules(Examples.redaction(), true);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (String kind :
        List.of(
            "a",
            "4111-1111-",
            "a@",
            "a@b.c ",
            "eyJ",
            "-----BEGIN ",
            "password=xxxxxx ",
            "+1 234 ",
            "::",
            "1.",
            "1.1111,",
            "é",
            "[0123456789abcdefABCDEFxyzXYZ+-.:/@ =_]",
            "[0123456789-. +]",
            "[0123456789abcdef:-]",
            "[ABC123 ]",
            "[é€ÿ]")) {
      byte[] text = hostile(kind).getBytes(StandardCharsets.UTF_8);
      long before = threads.getCurrentThreadCpuTime();
      assertThat(rules.body(text, 0, text.length)).isNotNull();
      assertThat(threads.getCurrentThreadCpuTime() - before).as(kind).isLessThan(3_000_000_000L);
    }
  }
}
