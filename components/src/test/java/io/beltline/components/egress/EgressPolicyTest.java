package io.beltline.components.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.delivery.EgressPolicy;
import io.beltline.delivery.EgressPolicy.Inspected;
import io.beltline.delivery.EgressPolicy.Withheld;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Validator;
import io.beltline.model.otlp.WireWriter;
import io.beltline.processor.Requests;
import io.beltline.processor.redaction.Places;
import io.beltline.processor.redaction.Places.Place;
import io.beltline.processor.redaction.SecretKinds;
import io.beltline.processor.redaction.SecretKinds.Kind;
import io.beltline.processor.redaction.SecretKinds.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EgressPolicyTest {
  private static final String ALL = "detectors: [all]\n";
  private static final String RULES =
      """
      rules:
        - {name: staff, pattern: 'E[0-9]{6}', action: block}
        - {name: patient, pattern: 'P[0-9]{6}', action: quarantine}
        - {name: order, pattern: 'O[0-9]{6}'}
      """;

  private static Telemetry logs(String resource, String... bodies) {
    StringBuilder records = new StringBuilder();
    for (String body : bodies) {
      records
          .append(records.isEmpty() ? "" : ",")
          .append("{\"body\":{\"stringValue\":\"")
          .append(body)
          .append("\"}}");
    }
    return Requests.json(
        Signal.LOGS,
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":"
            + Requests.attributes("owner", "{\"stringValue\":\"" + resource + "\"}")
            + "},\"scopeLogs\":[{\"scope\":{\"name\":\"s\"},\"logRecords\":["
            + records
            + "]}]}]}");
  }

  @Test
  void nothingLeavesFromAnyPlace() {
    SplittableRandom random = new SplittableRandom(28);
    List<String> leaks = new ArrayList<>();
    int looked = 0;
    for (Kind kind : SecretKinds.all()) {
      for (Place place : Places.all()) {
        Policies policies = Policies.of(ALL, place.signal());
        Sample sample = kind.sample(random);
        Telemetry in = place.with("seen " + sample.text() + " by nobody");
        assertThat(Policies.bytes(in)).as("the test itself").contains(sample.hidden());
        Inspected seen = policies.policy.inspect(in);
        assertThat(seen.withheld()).isEmpty();
        Telemetry passed = seen.passed();
        assertThat(passed).isNotNull();
        String out = Policies.bytes(passed);
        looked++;
        if (out.contains(sample.hidden())) {
          leaks.add(kind.name() + " in " + place.name());
        }
        assertThat(out).contains("seen ").contains("****");
        Validator.validate(place.signal(), passed.payload().contiguous());
        assertThat(passed.itemCount()).isEqualTo(in.itemCount());
      }
    }
    assertThat(leaks).isEmpty();
    assertThat(looked).isGreaterThanOrEqualTo(40 * 60);
  }

  @Test
  void recordsArePartedByTheHardestAction() {
    Policies policies = Policies.of(RULES, Signal.LOGS);
    Inspected seen =
        policies.policy.inspect(
            logs("x", "plain", "O111111", "P222222", "E333333 P444444", "O555555 end"));
    assertThat(Requests.text(seen.passed()))
        .isEqualTo(Requests.text(logs("x", "plain", "****", "**** end")));
    assertThat(seen.withheld()).hasSize(2);
    Withheld kept = seen.withheld().get(0);
    Withheld dropped = seen.withheld().get(1);
    assertThat(kept.kept()).isTrue();
    assertThat(kept.why()).isEqualTo("the egress policy withholds it: patient");
    assertThat(Requests.text(kept.telemetry())).isEqualTo(Requests.text(logs("x", "****")));
    assertThat(dropped.kept()).isFalse();
    assertThat(dropped.why()).isEqualTo("the egress policy withholds it: staff, patient");
    assertThat(Requests.text(dropped.telemetry())).isEqualTo(Requests.text(logs("x", "**** ****")));
    assertThat(policies.count("masked_log_records", "order")).isEqualTo(2);
    assertThat(policies.count("quarantined_log_records", "patient")).isEqualTo(2);
    assertThat(policies.count("blocked_log_records", "staff")).isEqualTo(1);
    assertThat(
            policies
                .settings
                .meter()
                .count(
                    "beltline_exporter_egress_scanned_log_records",
                    Map.of("exporter", "debug", "data_type", "logs")))
        .isEqualTo(5);
  }

  @Test
  void whatStandsInAResourceConcernsAllItsRecords() {
    Inspected seen =
        Policies.of(RULES, Signal.LOGS).policy.inspect(logs("E123456", "plain", "O111111"));
    assertThat(seen.passed()).isNull();
    assertThat(seen.withheld()).hasSize(1);
    assertThat(Requests.text(seen.withheld().getFirst().telemetry()))
        .isEqualTo(Requests.text(logs("****", "plain", "****")));
  }

  @Test
  void aRequestWithoutAMatchIsPassedOnAsItIs() {
    Telemetry in = logs("x", "plain", "E12");
    assertThat(Policies.of(RULES, Signal.LOGS).policy.inspect(in).passed()).isSameAs(in);
    assertThat(Policies.of(RULES, Signal.LOGS).policy.masked(in)).isSameAs(in);
  }

  @Test
  void aDryRunOnlyCounts() {
    Policies policies = Policies.of(RULES + "dry_run: true\nencoded: block\n", Signal.LOGS);
    Telemetry in = logs("x", "E333333", "O111111");
    Inspected seen = policies.policy.inspect(in);
    assertThat(seen.passed()).isSameAs(in);
    assertThat(seen.withheld()).isEmpty();
    assertThat(policies.policy.masked(in)).isSameAs(in);
    assertThat(policies.policy.look(List.of(Slice.utf8("E333333")))).isNull();
    Map<String, String> labels =
        Map.of("exporter", "debug", "data_type", "logs", "dry_run", "true", "rule", "staff");
    assertThat(
            policies.settings.meter().count("beltline_exporter_egress_blocked_log_records", labels))
        .isEqualTo(1);
  }

  @Test
  void whatAnEarlierRunLeftIsMaskedWhateverTheAction() {
    Telemetry masked =
        Policies.of(RULES, Signal.LOGS).policy.masked(logs("x", "E333333", "P222222", "O1"));
    assertThat(Requests.text(masked)).isEqualTo(Requests.text(logs("x", "****", "****", "O1")));
  }

  @Test
  void allowedMatchesStay() {
    EgressPolicy policy =
        Policies.of(
                "detectors: [email]\nallowed_values: ['@example\\.org$']\nmask: '<mail>'\n",
                Signal.LOGS)
            .policy;
    Telemetry passed = policy.inspect(logs("x", "a@example.org b@shop.example")).passed();
    assertThat(Requests.text(passed)).isEqualTo(Requests.text(logs("x", "a@example.org <mail>")));
  }

  @Test
  void numbersAreLookedAtAsTheTextsTheyBecome() {
    Telemetry in =
        Requests.json(
            Signal.LOGS,
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":"
                + Requests.attributes(
                    "card",
                    "{\"intValue\":\"4111111111111111\"}",
                    "n",
                    "{\"intValue\":\"17\"}",
                    "f",
                    "{\"doubleValue\":4111111111111111}")
                + "}]}]}]}");
    String out = Requests.text(Policies.of(ALL, Signal.LOGS).policy.inspect(in).passed());
    assertThat(out).doesNotContain("4111").contains("\"****\"").contains("17");
  }

  @Test
  void aNumberOfAnotherWireTypeIsNone() {
    Slice value = new WireWriter().raw(new byte[] {4 << 3, 1}, 0, 2).toSlice(); // double, a varint
    Slice body = new WireWriter().bytes(5, value).toSlice();
    Slice scope = new WireWriter().bytes(2, body).toSlice();
    Slice resource = new WireWriter().bytes(2, scope).toSlice();
    byte[] request = new WireWriter().bytes(1, resource).toSlice().toByteArray();
    Telemetry last = Telemetry.of(Signal.LOGS, Payload.of(request));
    EgressPolicy policy = Policies.of(ALL, Signal.LOGS).policy;
    assertThat(policy.inspect(last).passed()).isSameAs(last);
    assertThat(policy.masked(last)).isSameAs(last);
  }

  @Test
  void aNumberOfAnotherWireTypeIsCopiedAsItIs() {
    byte[] value = {4 << 3, 1};
    Slice text =
        new WireWriter().bytes(5, new WireWriter().string(1, "a@b.example").toSlice()).toSlice();
    Slice number = new WireWriter().bytes(5, Slice.of(value)).toSlice();
    WireWriter records = new WireWriter().bytes(2, text).bytes(2, number);
    Slice resource = new WireWriter().bytes(2, records.toSlice()).toSlice();
    byte[] request = new WireWriter().bytes(1, resource).toSlice().toByteArray();
    Telemetry passed =
        Policies.of(ALL, Signal.LOGS)
            .policy
            .inspect(Telemetry.of(Signal.LOGS, Payload.of(request)))
            .passed();
    assertThat(passed).isNotNull();
    assertThat(passed.payload().contiguous().toByteArray()).endsWith(value);
    assertThat(Policies.bytes(passed)).contains("****");
  }

  @Test
  void unknownFieldsAreMaskedWithoutAChangeOfLength() {
    Slice known = logs("x", "plain").payload().contiguous();
    WireWriter writer = new WireWriter().raw(known).string(99, "call jane@shop.example now");
    Telemetry in = Telemetry.of(Signal.LOGS, Payload.of(writer.toSlice()));
    Telemetry passed = Policies.of(ALL, Signal.LOGS).policy.inspect(in).passed();
    assertThat(passed).isNotNull();
    assertThat(passed.byteSize()).isEqualTo(in.byteSize());
    assertThat(Policies.bytes(passed)).contains("call " + "*".repeat(17) + " now");
  }

  @Test
  void malformedTelemetryDoesNotPass() {
    Telemetry torn = Telemetry.of(Signal.LOGS, Payload.of(new byte[] {10, 4, 18, 9, 1, 1}));
    EgressPolicy policy = Policies.of(ALL, Signal.LOGS).policy;
    assertThatThrownBy(() -> policy.inspect(torn)).isInstanceOf(MalformedTelemetryException.class);
  }

  @Test
  void whatOnlyTheEncodedFormShowsIsCountedOrRefused() {
    List<Slice> body = List.of(Slice.utf8("{\"k\":\"E33"), Slice.utf8("3333 P222222\"}"));
    Policies counting = Policies.of(RULES, Signal.LOGS);
    assertThat(counting.policy.look(body)).isNull();
    assertThat(counting.count("encoded_matches", "staff")).isEqualTo(1);
    Refusal dropped = Policies.of(RULES + "encoded: block\n", Signal.LOGS).policy.look(body);
    assertThat(dropped).isNotNull();
    assertThat(dropped.action()).isEqualTo(Action.DROP);
    assertThat(dropped.bisect()).isTrue();
    assertThat(dropped.rule()).isEqualTo(EgressPolicy.RULE);
    Refusal kept =
        Policies.of(RULES + "encoded: block\n", Signal.LOGS)
            .policy
            .look(List.of(Slice.utf8("P222222")));
    assertThat(kept).isNotNull();
    assertThat(kept.action()).isEqualTo(Action.DEAD_LETTER);
    Policies ignoring = Policies.of(RULES + "encoded: ignore\n", Signal.LOGS);
    assertThat(ignoring.policy.look(body)).isNull();
  }
}
