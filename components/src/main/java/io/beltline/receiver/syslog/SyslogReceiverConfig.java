package io.beltline.receiver.syslog;

import io.beltline.components.intake.InputConfig;
import io.beltline.components.intake.TcpInputConfig;
import io.beltline.components.intake.UdpInputConfig;
import io.beltline.components.operators.OnError;
import io.beltline.components.syslog.SyslogFormat;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code syslog} receiver.
 *
 * @param tcp a TCP port; null for none
 * @param udp a UDP port; null for none
 * @param format how messages are written
 * @param onError what becomes of those that are none
 * @param input the keys of every receiver with operators
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/syslogreceiver">the
 *     keys and defaults</a>
 */
public record SyslogReceiverConfig(
    @Section(absent = Presence.OFF) @Doc("A TCP port.") @Nullable TcpInputConfig tcp,
    @Section(absent = Presence.OFF) @Doc("A UDP port.") @Nullable UdpInputConfig udp,
    @Squash SyslogFormat format,
    @Default("send")
        @Doc("What becomes of messages of another form: send, send_quiet, drop or drop_quiet.")
        OnError onError,
    @Squash InputConfig input)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (tcp == null && udp == null) {
      problems.add("", "has no port (expected: tcp or udp with listen_address)");
    }
    if (udp != null && format.enableOctetCounting()) {
      problems.add("enable_octet_counting", "is there for tcp only (expected: no udp)");
    }
    if (udp != null && format.nonTransparentFramingTrailer() != null) {
      problems.add("non_transparent_framing_trailer", "is there for tcp only (expected: no udp)");
    }
  }
}
