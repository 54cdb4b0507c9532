package io.beltline.receiver.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.intake.LogRig;
import io.beltline.components.operators.OnError;
import io.beltline.testkit.BoundYaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogReceiverTest {
  private static final String MESSAGE =
      "<86>1 2015-08-05T21:58:59.693Z host app 23108 ID [a@1 b=\"c\"] Found the user";

  private static LogRig start(String keys) {
    return LogRig.start(new SyslogReceiverFactory(), "{" + keys + "}");
  }

  private static int tcp(LogRig rig) {
    return rig.port("tcp");
  }

  private static int udp(LogRig rig) {
    return rig.port("udp");
  }

  private static List<String> messages(LogRig rig) {
    return rig.records().stream()
        .map(record -> String.valueOf(((Map<?, ?>) record.get("attributes")).get("message")))
        .toList();
  }

  @Test
  void defaults() {
    SyslogReceiverConfig config =
        BoundYaml.value(
            SyslogReceiverConfig.class, "{protocol: rfc5424, tcp: {listen_address: ':54526'}}");
    assertThat(config.format().location()).isEqualTo("UTC");
    assertThat(config.format().enableOctetCounting()).isFalse();
    assertThat(config.format().maxOctets()).isZero();
    assertThat(config.format().allowSkipPriHeader()).isFalse();
    assertThat(config.format().nonTransparentFramingTrailer()).isNull();
    assertThat(config.onError()).isEqualTo(OnError.SEND);
    assertThat(config.udp()).isNull();
    assertThat(config.input().entries().operators()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "protocol: rfc1 | protocol: \"rfc1\"",
        "location: Mars | protocol: is missing (expected: rfc3164, rfc5424 or none)",
        "protocol: rfc3164; location: Mars | location: \"Mars\" is no time zone",
        "protocol: none; max_octets: -1 | max_octets: -1 is negative",
        "protocol: rfc5424; enable_octet_counting: true; allow_skip_pri_header: true |"
            + " allow_skip_pri_header: excludes enable_octet_counting",
        "protocol: rfc3164; non_transparent_framing_trailer: LF |"
            + " non_transparent_framing_trailer: is there for protocol: rfc5424 only",
        "protocol: rfc5424; non_transparent_framing_trailer: CR |"
            + " non_transparent_framing_trailer: \"CR\"",
        "protocol: rfc5424; on_error: cry | on_error: \"cry\"",
        "protocol: rfc5424; udp: {listen_address: ':0'}; enable_octet_counting: true |"
            + " enable_octet_counting: is there for tcp only",
      })
  void aWrongValueIsRefusedWhereItStands(String yaml, String words) {
    String port = yaml.contains("udp") ? "" : "tcp: {listen_address: ':0'}\n";
    assertThat(BoundYaml.problems(SyslogReceiverConfig.class, port + yaml.replace("; ", "\n")))
        .anySatisfy(
            problem -> assertThat(problem).contains(words).matches("(?s).*:[0-9]+:[0-9]+.*"));
    assertThat(BoundYaml.problems(SyslogReceiverConfig.class, "protocol: none"))
        .anyMatch(problem -> problem.contains("has no port (expected: tcp or udp"));
  }

  @Test
  void messagesOfBothPortsBecomeRecords() {
    LogRig rig =
        start(
            "protocol: rfc5424, tcp: {listen_address: '127.0.0.1:0'}, udp: {listen_address:"
                + " '127.0.0.1:0'}");
    try (rig) {
      LogRig.tcp(tcp(rig), MESSAGE + "\n");
      LogRig.udp(udp(rig), MESSAGE);
      rig.await(2);
    }
    for (Map<String, ?> record : rig.records()) {
      assertThat(record.get("body")).isEqualTo(MESSAGE);
      assertThat(record.get("severityText")).isEqualTo("info");
      assertThat(String.valueOf(record.get("severityNumber"))).isEqualTo("9");
      assertThat(record.get("time")).isEqualTo("1438811939693000000");
      Map<?, ?> attributes = (Map<?, ?>) record.get("attributes");
      assertThat(attributes.get("facility_text")).isEqualTo("authpriv");
      assertThat(attributes.get("hostname")).isEqualTo("host");
      assertThat(attributes.get("appname")).isEqualTo("app");
      assertThat(attributes.get("proc_id")).isEqualTo("23108");
      assertThat(attributes.get("msg_id")).isEqualTo("ID");
      assertThat(attributes.get("message")).isEqualTo("Found the user");
      assertThat(attributes.get("structured_data")).isEqualTo(Map.of("a@1", Map.of("b", "c")));
      assertThat(attributes.containsKey("timestamp")).isFalse();
    }
  }

  @Test
  void messagesAreFramedByTheirLengthAndByZeros() {
    String counted = "19 <34>1 - - - - - - a\n21 <34>1 - - - - - - b\nc";
    try (LogRig rig =
        start(
            "protocol: rfc5424, enable_octet_counting: true, tcp: {listen_address:"
                + " '127.0.0.1:0'}")) {
      LogRig.tcp(tcp(rig), counted.substring(0, 30), counted.substring(30));
      rig.await(2);
      assertThat(messages(rig)).containsExactly("a", "b\nc");
    }
    try (LogRig rig =
        start(
            "protocol: rfc5424, non_transparent_framing_trailer: NUL, tcp: {listen_address:"
                + " '127.0.0.1:0'}")) {
      LogRig.tcp(tcp(rig), "<34>1 - - - - - - a\nb\0<34>1 - - - - - - c\0");
      rig.await(2);
      assertThat(messages(rig)).containsExactly("a\nb", "c");
    }
  }

  @Test
  void whatIsNoMessageGoesOnAsItIsOrIsDropped() {
    String port = "protocol: rfc5424, tcp: {listen_address: '127.0.0.1:0'}";
    try (LogRig rig = start(port)) {
      LogRig.tcp(tcp(rig), "hello\n");
      assertThat(rig.await(1).records()).containsExactly(Map.of("body", "hello"));
    }
    LogRig dropping = start(port + ", on_error: drop_quiet");
    try (dropping) {
      LogRig.tcp(tcp(dropping), "hello\n" + MESSAGE + "\n");
      assertThat(dropping.await(1).bodies()).containsExactly(MESSAGE);
    }
    assertThat(dropping.dropped("operator_failed")).isEqualTo(1);
    assertThat(
            dropping
                .settings
                .meter()
                .count("otelcol_operator_failures", Map.of("operator", "syslog_parser")))
        .isEqualTo(1);
  }
}
