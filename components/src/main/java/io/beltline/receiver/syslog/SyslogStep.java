package io.beltline.receiver.syslog;

import io.beltline.api.Clock;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntryStep;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.Failures;
import io.beltline.components.operators.OnError;
import io.beltline.components.syslog.MalformedSyslogException;
import io.beltline.components.syslog.SyslogMessage;
import io.beltline.components.syslog.SyslogNames;
import io.beltline.components.syslog.SyslogParser;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes attributes, time and severity of what messages say; the body stays the message. */
final class SyslogStep implements EntryStep {
  private static final String NAME = "syslog_parser";

  private final SyslogParser parser;
  private final OnError onError;
  private final Clock clock;
  private final Failures failures;

  SyslogStep(Settings settings, SyslogReceiverConfig config, Clock clock) {
    this.parser = new SyslogParser(config.format());
    this.onError = config.onError();
    this.clock = clock;
    this.failures = new Failures(settings, clock);
  }

  @Override
  public boolean apply(Entry entry) {
    try {
      SyslogMessage message = parser.parse(text(entry.body()), clock.unixNanos());
      describe(message, entry.attributes());
      if (message.priority() >= 0) {
        int severity = message.severity();
        entry.severity(SyslogNames.severityNumber(severity), SyslogNames.severity(severity));
      }
      if (message.unixNanos() != 0) {
        entry.time(message.unixNanos());
      }
      return true;
    } catch (MalformedSyslogException malformed) {
      failures.note(NAME, String.valueOf(malformed.getMessage()), onError);
      return onError.sends();
    }
  }

  private static String text(@Nullable Object body) {
    return body instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(body);
  }

  private static void describe(SyslogMessage message, Map<String, @Nullable Object> into) {
    if (message.priority() >= 0) {
      into.put("priority", (long) message.priority());
      into.put("facility", (long) message.facility());
      into.put("facility_text", SyslogNames.facility(message.facility()));
    }
    if (message.version() > 0) {
      into.put("version", (long) message.version());
    }
    put(into, "hostname", message.hostname());
    put(into, "appname", message.appname());
    put(into, "proc_id", message.procId());
    put(into, "msg_id", message.msgId());
    put(into, "message", message.message());
    Map<String, Map<String, String>> data = message.structuredData();
    if (data != null) {
      put(into, "structured_data", new LinkedHashMap<>(data));
    }
  }

  private static void put(Map<String, @Nullable Object> into, String key, @Nullable Object value) {
    if (value != null) {
      into.put(key, value);
    }
  }
}
