package io.beltline.components.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.EgressPolicy.Inspected;
import io.beltline.delivery.EgressPolicy.Withheld;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.processor.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** No record is lost or doubled by a policy, none has a match behind it, and damage is told. */
class EgressPolicyPropertyTest {
  private static final String RULES =
      """
      rules:
        - {name: a, pattern: 'A+', action: block}
        - {name: b, pattern: 'B+', action: quarantine}
        - {name: c, pattern: 'C+'}
      """;

  private static String body(int number, int word) {
    String[] words = {"", "A", "B", "C", "AC", "BC", "AB", "xCCy"};
    return number + ":" + words[Math.floorMod(word, words.length)];
  }

  private static Telemetry logs(List<Integer> words, int perScope) {
    StringBuilder json = new StringBuilder("{\"resourceLogs\":[");
    for (int i = 0; i < words.size(); i += perScope) {
      json.append(i == 0 ? "" : ",").append("{\"scopeLogs\":[{\"logRecords\":[");
      for (int j = i; j < Math.min(words.size(), i + perScope); j++) {
        json.append(j == i ? "" : ",")
            .append("{\"body\":{\"stringValue\":\"")
            .append(body(j, words.get(j)))
            .append("\"}}");
      }
      json.append("]}]}");
    }
    return Requests.json(Signal.LOGS, json.append("]}").toString());
  }

  @Property(tries = 300, seed = "20261128")
  void eachRecordGoesOneWayMasked(
      @ForAll @Size(min = 1, max = 40) List<Integer> words, @ForAll Random random) {
    Telemetry in = logs(words, 1 + random.nextInt(5));
    Inspected seen = Policies.of(RULES, Signal.LOGS).policy.inspect(in);
    List<Telemetry> ways = new ArrayList<>();
    if (seen.passed() != null) {
      ways.add(seen.passed());
    }
    seen.withheld().stream().map(Withheld::telemetry).forEach(ways::add);
    assertThat(ways.stream().mapToInt(Telemetry::itemCount).sum()).isEqualTo(words.size());
    for (Telemetry way : ways) {
      assertThat(Requests.text(way).replaceAll("\"[a-zA-Z]+\":", ""))
          .doesNotContainPattern("[ABC]");
    }
    for (int i = 0; i < words.size(); i++) {
      String body = body(i, words.get(i));
      boolean block = body.contains("A");
      boolean keep = !block && body.contains("B");
      Telemetry way =
          block || keep
              ? seen.withheld().stream()
                  .filter(withheld -> withheld.kept() == keep)
                  .findFirst()
                  .orElseThrow()
                  .telemetry()
              : seen.passed();
      assertThat(Requests.text(way)).contains("\"" + i + ":");
    }
  }

  @Property(tries = 300, seed = "20261128")
  void damagedBytesAreRefusedOrRead(
      @ForAll @Size(min = 1, max = 10) List<Integer> words, @ForAll Random random) {
    byte[] bytes = logs(words, 3).payload().contiguous().toByteArray();
    for (int i = 0; i < 3; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    Telemetry in = Telemetry.of(Signal.LOGS, Payload.of(Slice.of(bytes)));
    int before;
    try {
      before = in.itemCount();
      OtlpJson.write(in);
    } catch (MalformedTelemetryException torn) {
      return; // told before the policy is asked, or by it
    }
    Inspected seen = Policies.of(RULES, Signal.LOGS).policy.inspect(in);
    int after = seen.passed() == null ? 0 : seen.passed().itemCount();
    for (Withheld withheld : seen.withheld()) {
      after += withheld.telemetry().itemCount();
    }
    assertThat(after).isEqualTo(before);
  }
}
