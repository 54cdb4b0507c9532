package io.beltline.components.operators;

import io.beltline.components.syslog.MalformedSyslogException;
import io.beltline.components.syslog.SyslogFormat;
import io.beltline.components.syslog.SyslogMessage;
import io.beltline.components.syslog.SyslogNames;
import io.beltline.components.syslog.SyslogParser;
import io.beltline.config.Squash;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code syslog_parser}: what a message of syslog says; its time and severity become those of the
 * entry.
 *
 * @param step the keys of every operator
 * @param parser the keys of every parser
 * @param format how messages are written
 */
public record SyslogParserConfig(
    @Squash StepConfig step, @Squash ParserConfig parser, @Squash SyslogFormat format)
    implements OperatorConfig {

  @Override
  public Operator operator(Parts parts) {
    SyslogParser syslog = new SyslogParser(format);
    return Steps.parserOf(
        parser,
        entry -> {
          Object value = Steps.present(entry, parser.parseFrom());
          String text = Steps.text(value, parser.parseFrom());
          try {
            return said(entry, syslog.parse(text, parts.clock().unixNanos()));
          } catch (MalformedSyslogException malformed) {
            throw OperatorException.of(malformed);
          }
        });
  }

  private static Map<String, @Nullable Object> said(Entry entry, SyslogMessage message) {
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    if (message.priority() >= 0) {
      said.put("priority", (long) message.priority());
      said.put("facility", (long) message.facility());
      said.put("facility_text", SyslogNames.facility(message.facility()));
      entry.severity = SyslogNames.severityNumber(message.severity());
      entry.severityText = SyslogNames.severity(message.severity());
    }
    if (message.unixNanos() != 0) {
      entry.timeUnixNanos = message.unixNanos();
    }
    if (message.version() > 0) {
      said.put("version", (long) message.version());
    }
    put(said, "hostname", message.hostname());
    put(said, "appname", message.appname());
    put(said, "proc_id", message.procId());
    put(said, "msg_id", message.msgId());
    put(said, "message", message.message());
    Map<String, Map<String, String>> data = message.structuredData();
    if (data != null) {
      put(said, "structured_data", new LinkedHashMap<>(data));
    }
    return said;
  }

  private static void put(Map<String, @Nullable Object> into, String key, @Nullable Object value) {
    if (value != null) {
      into.put(key, value);
    }
  }
}
