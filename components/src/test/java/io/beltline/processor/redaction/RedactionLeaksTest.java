package io.beltline.processor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.config.Binder;
import io.beltline.config.ConfigLoader;
import io.beltline.config.ConfigMap;
import io.beltline.config.LoadedConfig;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;
import io.beltline.processor.redaction.Places.Place;
import io.beltline.processor.redaction.SecretKinds.Kind;
import io.beltline.processor.redaction.SecretKinds.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The patterns of the example, in every place, on what must be hidden and what must not. */
class RedactionLeaksTest {
  private static final int ORDERS = 10_000;
  private static final int HOSTILE = 10 << 20;

  private static RedactionProcessorConfig example() {
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Path.of("../examples/redaction"), List.of())
            .load(List.of("config.yaml"), List.of());
    assertThat(loaded.problems()).isEmpty();
    ConfigMap processors = (ConfigMap) Objects.requireNonNull(loaded.tree().value("processors"));
    var bound =
        Binder.bind(
            RedactionProcessorConfig.class,
            (ConfigMap) Objects.requireNonNull(processors.value("redaction")));
    assertThat(bound.problems()).isEmpty();
    return bound.value();
  }

  private static String bytes(Telemetry telemetry) {
    return new String(telemetry.payload().contiguous().toByteArray(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void nothingLeaksFromAnyPlace() {
    SplittableRandom random = new SplittableRandom(22);
    Redactions redactions = new Redactions(example());
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
    Redactions redactions = new Redactions(example());
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

  @Test
  void hostileTextsOfTenMegabytesAreRedacted() {
    Redactions redactions = new Redactions(example());
    for (String part :
        List.of(
            "a", "4111-1111-", "a@", "eyJ", "-----BEGIN ", "password= ", "+1 234 ", "::", "1.")) {
      String text = part.repeat(HOSTILE / part.length()) + " 4111111111111111";
      String out =
          bytes(
              redactions.redact(
                  Places.all().stream()
                      .filter(place -> place.name().endsWith(": log body"))
                      .findFirst()
                      .orElseThrow()
                      .with(text)));
      assertThat(out).doesNotContain("4111111111111111");
    }
  }
}
