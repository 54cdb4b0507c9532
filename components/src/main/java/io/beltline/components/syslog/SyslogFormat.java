package io.beltline.components.syslog;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Validated;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The keys that say how messages are written and framed.
 *
 * @param protocol how they are written; null if nobody said
 * @param location where times without an offset are meant
 * @param enableOctetCounting whether each begins with its length
 * @param maxOctets the longest message where each begins with its length
 * @param allowSkipPriHeader whether the priority may be missing
 * @param nonTransparentFramingTrailer what ends each; null for lines
 */
public record SyslogFormat(
    @Doc("rfc3164, rfc5424, or none for messages of no known form.")
        @Nullable SyslogProtocol protocol,
    @Default("UTC") @Doc("The time zone of times without an offset (rfc3164).") String location,
    @Doc("Each message begins with its length (RFC 6587); TCP only.") boolean enableOctetCounting,
    @Doc("The longest message with enable_octet_counting; 0: 8192. Longer ones are not parsed.")
        int maxOctets,
    @Doc("Parse messages without <priority> too; not with enable_octet_counting.")
        boolean allowSkipPriHeader,
    @Doc("What ends each message, LF or NUL (RFC 6587); rfc5424 and TCP only.")
        @Nullable Trailer nonTransparentFramingTrailer)
    implements Validated {
  private static final int LONGEST = 8192;

  /** What ends a message. */
  public enum Trailer {
    /** A line feed. */
    @Key("LF")
    LF,
    /** A zero byte. */
    @Key("NUL")
    NUL
  }

  @Override
  public void validate(Problems problems) {
    if (protocol == null) {
      problems.add("protocol", "is missing (expected: rfc3164, rfc5424 or none)");
    }
    try {
      zone();
    } catch (DateTimeException unknown) {
      problems.add(
          "location", "\"" + location + "\" is no time zone (expected: one such as Europe/Berlin)");
    }
    if (maxOctets < 0) {
      problems.add("max_octets", maxOctets + " is negative (expected: 0 or more)");
    }
    if (enableOctetCounting && allowSkipPriHeader) {
      problems.add(
          "allow_skip_pri_header", "excludes enable_octet_counting (expected: one of the two)");
    }
    if (nonTransparentFramingTrailer != null && enableOctetCounting) {
      problems.add(
          "non_transparent_framing_trailer",
          "excludes enable_octet_counting (expected: one of the two)");
    }
    if (nonTransparentFramingTrailer != null && protocol != SyslogProtocol.RFC5424) {
      problems.add("non_transparent_framing_trailer", "is there for protocol: rfc5424 only");
    }
  }

  /** The longest message in octets. */
  int longest() {
    return maxOctets == 0 ? LONGEST : maxOctets;
  }

  ZoneId zone() {
    return location.isEmpty()
        ? ZoneId.of("UTC")
        : location.equals("Local") ? ZoneId.systemDefault() : ZoneId.of(location);
  }
}
