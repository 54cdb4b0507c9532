package io.beltline.receiver.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.components.intake.LogRig;
import io.beltline.components.intake.MetricRig;
import io.beltline.components.otlp.Peak;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.RealClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarbonReceiverTest {
  private static final String RULES =
      """
      parser:
        type: regex
        config:
          name_separator: "_"
          rules:
            - regexp: "(?P<key_base>test)\\\\.env(?P<key_env>[^.]*)\\\\.(?P<key_host>[^.]*)"
              name_prefix: "name-prefix"
              labels: {dot.key: dot.value, key: value}
              type: cumulative
            - regexp: "^(?P<key_svc>[^.]+)\\\\.(?P<name_1>[^.]+)\\\\.(?P<name_0>[^.]+)$"
      """;

  private static MetricRig start(String keys) {
    return MetricRig.start(
        new CarbonReceiverFactory(),
        "endpoint: '127.0.0.1:0'\n" + keys,
        RealClock.INSTANCE,
        Admission.UNLIMITED);
  }

  private static int port(MetricRig rig) {
    return ((CarbonReceiver) rig.receiver()).port();
  }

  @Test
  void defaultsAreGos() {
    CarbonReceiverConfig config = BoundYaml.value(CarbonReceiverConfig.class, "{}");
    assertThat(config.endpoint()).isEqualTo("localhost:2003");
    assertThat(config.transport()).isEqualTo(CarbonReceiverConfig.Transport.TCP);
    assertThat(config.tcpIdleTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.parser().type()).isEqualTo(CarbonReceiverConfig.ParserType.PLAINTEXT);
    assertThat(config.parser().config().nameSeparator()).isEmpty();
    assertThat(BoundYaml.value(CarbonReceiverConfig.class, "tcp_idle_timeout: 0s").idleTimeout())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(BoundYaml.value(CarbonReceiverConfig.class, RULES).parser().config().rules())
        .extracting(RuleConfig::type)
        .containsExactly(RuleConfig.Type.CUMULATIVE, RuleConfig.Type.GAUGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint: x | endpoint: \"x\" is no address",
        "transport: unixgram | transport",
        "tcp_idle_timeout: -1s | tcp_idle_timeout: is negative",
        "parser: {type: delimiter} | type",
        "parser: {type: regex} | rules: must not be empty",
        "parser: {config: {name_separator: x}} | config: has no effect here",
        "parser: {type: regex, config: {rules: [{name_prefix: x}]}} | regexp: must be written",
        "parser: {type: regex, config: {rules: [{regexp: '('}]}} | is no regular expression",
        "parser: {type: regex, config: {rules: [{regexp: '(?P<x>a)'}]}} | group \"x\" is of no use",
        "parser: {type: regex, config: {rules: [{regexp: a, type: delta}]}} | type",
        "parser: {type: regex, config: {ruless: []}} | ruless",
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String words) {
    assertThat(BoundYaml.problems(CarbonReceiverConfig.class, "{" + yaml + "}"))
        .anySatisfy(
            problem -> assertThat(problem).contains(words).matches("(?s).*:[0-9]+:[0-9]+.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void linesBecomeGauges(String transport) {
    String[] lines = {
      "a.b 3 1700000000",
      "a.b;k=v;e=;x=y=z -2.5 1700000001.5\r",
      "",
      "c;  1e3 1700000002",
      "c; +7 1700000003",
      "d 12345678901234567890 1",
    };
    try (MetricRig rig = start("transport: " + transport)) {
      String text = String.join("\n", lines).replace("c;  ", "c; ");
      if (transport.equals("tcp")) {
        LogRig.tcp(port(rig), text.substring(0, 20), text.substring(20));
      } else {
        LogRig.udp(port(rig), text);
      }
      assertThat(rig.await(5).points())
          .containsExactly(
              "a.b gauge {e=, k=v, x=y=z} asDouble=-2.5 timeUnixNano=1700000001500000000",
              "a.b gauge {} asInt=3 timeUnixNano=1700000000000000000",
              "c gauge {} asDouble=1000.0 timeUnixNano=1700000002000000000",
              "c gauge {} asInt=7 timeUnixNano=1700000003000000000",
              "d gauge {} asDouble=1.2345678901234567E19 timeUnixNano=1000000000");
      assertThat(rig.next.received().getFirst().context().client().transport())
          .isEqualTo(transport);
    }
  }

  @Test
  void rulesMakeNamesAndAttributes() {
    try (MetricRig rig = start(RULES)) {
      LogRig.tcp(port(rig), "test.envprod.h1 1 1\nshop.b.a 2 1\nother;k=v 3 1\n");
      assertThat(rig.await(3).points())
          .containsExactly(
              "_a_b gauge {svc=shop} asInt=2 timeUnixNano=1000000000",
              "name-prefix sum monotonic {base=test, dot.key=dot.value, env=prod, host=h1,"
                  + " key=value} asInt=1 timeUnixNano=1000000000",
              "other gauge {k=v} asInt=3 timeUnixNano=1000000000");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a 1",
        "a 1 2 3",
        "a  1",
        "a x 1",
        "a 1 x",
        "a 1 -2",
        ";k=v 1 1",
        "a;k 1 1",
        "a;=v 1 1",
        "a;k=v;;l=w 1 1",
        "a 1 1e300"
      })
  void whatIsNoMeasurementIsCountedAndTheRestGoesOn(String line) {
    try (MetricRig rig = start("")) {
      LogRig.tcp(port(rig), line + "\nb 1 1\n");
      assertThat(rig.await(1).points())
          .containsExactly("b gauge {} asInt=1 timeUnixNano=1000000000");
      assertThat(rig.dropped("malformed")).isEqualTo(1);
      assertThat(
              rig.settings
                  .meter()
                  .count("beltline_receiver_read_records", Map.of("transport", "tcp")))
          .isEqualTo(2);
    }
  }

  @Test
  void minusOneIsNow() {
    FakeClock clock = new FakeClock();
    try (MetricRig rig =
        MetricRig.start(
            new CarbonReceiverFactory(), "endpoint: '127.0.0.1:0'", clock, Admission.UNLIMITED)) {
      LogRig.tcp(port(rig), "a 1 -1");
      assertThat(rig.await(1).points())
          .containsExactly("a gauge {} asInt=1 timeUnixNano=1767225600000000000");
    }
  }

  @Test
  void whatIsRefusedIsOfferedAgainOrCounted() {
    FakeClock clock = new FakeClock();
    try (MetricRig rig =
        MetricRig.start(
            new CarbonReceiverFactory(), "endpoint: '127.0.0.1:0'", clock, Admission.UNLIMITED)) {
      rig.next.answering(ConsumeResult.unavailable("later", Duration.ofSeconds(2)));
      LogRig.tcp(port(rig), "a 1 1\n");
      while (rig.settings.meter().count("beltline_receiver_held_requests") == 0) {
        Thread.onSpinWait();
      }
      rig.next.answering(ConsumeResult.accepted());
      clock.awaitPending(1);
      clock.advance(Duration.ofSeconds(2));
      rig.await(1);
      rig.next.answering(new ConsumeResult.Permanent(io.beltline.api.Status.ofHttp(400), "never"));
      LogRig.tcp(port(rig), "a 1 1\n");
      while (rig.dropped("refused") == 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void packetsThatWaitLeaveRoomToHandThemOn() {
    Peak room = new Peak(64 * 1024);
    FakeClock clock = new FakeClock();
    String keys = "{endpoint: '127.0.0.1:0', transport: udp}";
    try (MetricRig rig = MetricRig.start(new CarbonReceiverFactory(), keys, clock, room)) {
      rig.next.answering(ConsumeResult.unavailable("later", Duration.ofSeconds(5)));
      LogRig.udp(port(rig), "a 1 1700000000\n");
      rig.awaitHeld();
      while (rig.settings.meter().count("beltline_receiver_dropped_packets") == 0) {
        LogRig.udp(port(rig), "b 1 1700000000\n".repeat(70));
      }
      assertThat(room.held()).as("most is left to others").isLessThanOrEqualTo(16 * 1024);
      rig.next.answering(ConsumeResult.accepted());
      clock.awaitPending(1);
      clock.advance(Duration.ofSeconds(30));
      rig.await(71);
    }
    assertThat(room.held()).isZero();
  }
}
