package io.beltline.receiver.carbon;

import io.beltline.components.intake.LineTransport;
import io.beltline.components.intake.ListenAddress;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import io.beltline.transport.config.DialerConfig;
import java.time.Duration;
import java.util.List;

/**
 * What users write under the {@code carbon} receiver.
 *
 * @param endpoint where it listens
 * @param transport what lines come over
 * @param dialer unused; accepted because addresses have it
 * @param tcpIdleTimeout how long a connection may say nothing; 0 for the usual time
 * @param parser how paths are read
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/carbonreceiver">the
 *     keys and defaults</a>
 */
public record CarbonReceiverConfig(
    @Default("localhost:2003") @Doc("Address to listen on: host:port or :port.") String endpoint,
    @Default("tcp") @Doc("tcp or udp.") Transport transport,
    @Section @Doc("Accepted, without effect on a server.") DialerConfig dialer,
    @Default("30s")
        @Doc("How long a TCP connection may say nothing before it is closed; 0 means 30s.")
        Duration tcpIdleTimeout,
    @Doc("How paths are read.") Parser parser)
    implements Validated {
  private static final Duration USUAL = Duration.ofSeconds(30);

  /** What lines come over. */
  public enum Transport {
    @Key(value = "tcp", aliases = "")
    TCP(LineTransport.TCP),
    @Key("udp")
    UDP(LineTransport.UDP);

    private final LineTransport lines;

    Transport(LineTransport lines) {
      this.lines = lines;
    }

    LineTransport lines() {
      return lines;
    }
  }

  /** The ways to read paths. */
  public enum ParserType {
    /** Names with tags. */
    @Key("plaintext")
    PLAINTEXT,
    /** Names from which rules take attributes; others as plaintext. */
    @Key("regex")
    REGEX
  }

  /**
   * How paths are read.
   *
   * @param type the way
   * @param config the rules of the way
   */
  public record Parser(
      @Default("plaintext") @Doc("plaintext or regex.") ParserType type,
      @Doc("The rules of regex; plaintext has none.") Rules config)
      implements Validated {

    @Override
    public void validate(Problems problems) {
      boolean rules = !config.rules().isEmpty();
      if (type == ParserType.REGEX && !rules) {
        problems.add("config::rules", "must not be empty (expected: a list of rules)");
      }
      if (type == ParserType.PLAINTEXT && (rules || !config.nameSeparator().isEmpty())) {
        problems.add("config", "has no effect here (expected: with type: regex)");
      }
    }
  }

  /**
   * The rules of {@code regex}.
   *
   * @param rules of which the first that matches counts
   * @param nameSeparator what stands before each captured part of a name
   */
  public record Rules(
      @Doc("Rules, of which the first that matches a path counts.") List<RuleConfig> rules,
      @Doc("What stands before each captured part of a name.") String nameSeparator) {}

  /** How long a connection may say nothing. */
  Duration idleTimeout() {
    return tcpIdleTimeout.isZero() ? USUAL : tcpIdleTimeout;
  }

  @Override
  public void validate(Problems problems) {
    ListenAddress.check(endpoint, "endpoint", problems);
    if (tcpIdleTimeout.isNegative()) {
      problems.add("tcp_idle_timeout", "is negative (expected: a duration such as 30s)");
    }
  }
}
