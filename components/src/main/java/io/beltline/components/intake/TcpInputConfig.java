package io.beltline.components.intake;

import io.beltline.components.lines.MultilineConfig;
import io.beltline.components.lines.TextEncoding;
import io.beltline.components.lines.Trimming;
import io.beltline.components.operators.ByteSize;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.TlsServerConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a TCP port that takes log lines.
 *
 * @param listenAddress where it listens
 * @param maxLogSize the longest entry
 * @param tls what connections are secured with; null for plain text
 * @param addAttributes whether records say who sent them
 * @param oneLogPerPacket whether all of a connection is one entry
 * @param encoding what the bytes mean
 * @param multiline what begins or ends an entry of several lines; null for lines
 * @param trimming which white space stays
 * @param maxConnections how many connections there may be; 0 for {@link TcpPort#MOST_CONNECTIONS}
 * @param connectionIdleTimeout how long a connection may say nothing; 0 for ever
 */
public record TcpInputConfig(
    @Doc("Address to listen on: host:port or :port.") String listenAddress,
    @Default("1MiB") @Doc("The longest entry, at least 64KiB; longer ones are divided.")
        ByteSize maxLogSize,
    @Section(absent = Presence.OFF) @Doc("TLS; absent for plain text.")
        @Nullable TlsServerConfig tls,
    @Doc("Adds net.transport, net.peer.* and net.host.* to records.") boolean addAttributes,
    @Doc("Makes one entry of all that a connection brings, when it ends.") boolean oneLogPerPacket,
    @Default("utf-8")
        @Doc("utf-8, utf-8-raw, nop, ascii, utf-16le, utf-16be, big5, or any the JVM has.")
        String encoding,
    @Doc("What begins or ends an entry of several lines.") @Nullable MultilineConfig multiline,
    @Squash Trimming trimming,
    @Doc("How many connections there may be; 0: 10000. Further ones are closed and counted.")
        int maxConnections,
    @Doc("How long a connection may say nothing; 0: for ever.") Duration connectionIdleTimeout)
    implements Validated {
  private static final long LEAST = 64 * 1024;
  private static final long MOST = 1L << 30;

  @Override
  public void validate(Problems problems) {
    ListenAddress.check(listenAddress, "listen_address", problems);
    TextEncoding.check(encoding, problems);
    if (maxLogSize.bytes() < LEAST || maxLogSize.bytes() > MOST) {
      problems.add("max_log_size", maxLogSize + " is out of range (expected: 64KiB to 1GiB)");
    }
    if (maxConnections < 0) {
      problems.add("max_connections", maxConnections + " is negative (expected: 0 or more)");
    }
    if (connectionIdleTimeout.isNegative()) {
      problems.add(
          "connection_idle_timeout", "is negative (expected: 0, or a duration such as 5m)");
    }
  }
}
