package io.beltline.receiver.prometheus;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;

/** Targets that the domain name system tells. */
public record DnsDiscoveryConfig(
    @Default("[]") @Doc("The names to ask for.") List<String> names,
    @Default("SRV") @Doc("What to ask for.") RecordType type,
    @Default("0") @Doc("The port of the targets; SRV tells its own.") int port,
    @Default("30s") @Doc("From one question to the next.") PrometheusDuration refreshInterval)
    implements Validated {

  /** A type of record. */
  public enum RecordType {
    SRV,
    A,
    AAAA,
    MX,
    NS
  }

  @Override
  public void validate(Problems problems) {
    if (names.isEmpty()) {
      problems.add("names", "is empty (expected: at least one name)");
    }
    if (type != RecordType.SRV && (port <= 0 || port > 65535)) {
      problems.add("port", "is missing (expected: a port, as " + type + " tells none)");
    }
    if (!refreshInterval.value().isPositive()) {
      problems.add("refresh_interval", "must be positive (expected: a duration such as 30s)");
    }
  }
}
