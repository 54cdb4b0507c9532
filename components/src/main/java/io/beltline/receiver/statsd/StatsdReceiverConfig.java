package io.beltline.receiver.statsd;

import io.beltline.components.intake.LineTransport;
import io.beltline.components.intake.ListenAddress;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Validated;
import io.beltline.transport.config.DialerConfig;
import java.time.Duration;
import java.util.List;

/**
 * What users write under the {@code statsd} receiver.
 *
 * @param endpoint where it listens; empty for the usual place of the transport
 * @param transport what measurements come over
 * @param dialer unused; accepted because addresses have it
 * @param aggregationInterval how long measurements are aggregated
 * @param enableIpOnlyAggregation whether the ports of one host are one source
 * @param ignoreHost whether all sources are one
 * @param enableMetricType whether points say the type of their measurements
 * @param enableSimpleTags whether a tag may have no value
 * @param isMonotonicCounter whether counters only grow
 * @param counterType what number a counter is
 * @param timerHistogramMapping what becomes of timers, histograms and distributions
 * @param socketPermissions permissions of a socket in the file system
 * @param socketBufferSize how many bytes the operating system keeps of such a socket
 * @param maxSeries how many series one interval may have
 * @param maxSamples how many single values one interval may have
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/statsdreceiver">the
 *     keys and defaults</a>
 */
public record StatsdReceiverConfig(
    @Default("localhost:8125")
        @Doc("Address to listen on: host:port, or the path of a socket for unixgram.")
        String endpoint,
    @Default("udp") @Doc("udp, udp4, udp6, tcp, tcp4, tcp6 or unixgram.") LineTransport transport,
    @Section @Doc("Accepted, without effect on a server.") DialerConfig dialer,
    @Default("60s") @Doc("How long measurements are aggregated before they are handed on.")
        Duration aggregationInterval,
    @Doc("Makes one source of all ports of a host.") boolean enableIpOnlyAggregation,
    @Doc("Makes one source of all senders; wins over enable_ip_only_aggregation.")
        boolean ignoreHost,
    @Doc("Adds the attribute metric_type: counter, gauge, timing, histogram or distribution.")
        boolean enableMetricType,
    @Doc("Takes tags without a value, such as #key.") boolean enableSimpleTags,
    @Doc("Says of counters that they only grow.") boolean isMonotonicCounter,
    @Default("int")
        @Doc("What number a counter is: int (cut), float, or stochastic_int (rounded by chance).")
        CounterType counterType,
    @Default(
            "[{statsd_type: timer, observer_type: gauge}, {statsd_type: histogram, observer_type:"
                + " gauge}, {statsd_type: distribution, observer_type: gauge}]")
        @Doc("What becomes of timers, histograms and distributions. A type not named is dropped.")
        List<MappingConfig> timerHistogramMapping,
    @Default("0622") @Doc("Permissions of the socket of unixgram.") SocketMode socketPermissions,
    @Doc("Bytes the operating system keeps of the socket of unixgram; 0: its own number.")
        int socketBufferSize,
    @Default("100000")
        @Doc("Series of one interval; measurements of further ones are dropped and counted.")
        int maxSeries,
    @Default("1000000")
        @Doc("Values of one interval that are kept singly (observer types gauge and summary).")
        int maxSamples)
    implements Validated {
  private static final String USUAL_PATH = "/var/run/statsd-receiver.sock";
  private static final String USUAL_ADDRESS = "localhost:8125";

  /** Where it listens. */
  String place() {
    boolean path = transport == LineTransport.UNIXGRAM;
    return endpoint.isEmpty() || (path && endpoint.equals(USUAL_ADDRESS))
        ? path ? USUAL_PATH : USUAL_ADDRESS
        : endpoint;
  }

  @Override
  public void validate(Problems problems) {
    if (transport != LineTransport.UNIXGRAM) {
      ListenAddress.check(place(), "endpoint", problems);
    }
    if (!aggregationInterval.isPositive()) {
      problems.add("aggregation_interval", "must be positive (expected: a duration such as 60s)");
    }
    if (socketBufferSize < 0) {
      problems.add("socket_buffer_size", socketBufferSize + " is negative (expected: 0 or more)");
    }
    if (maxSeries < 1) {
      problems.add("max_series", maxSeries + " is too few (expected: 1 or more)");
    }
    if (maxSamples < 1) {
      problems.add("max_samples", maxSamples + " is too few (expected: 1 or more)");
    }
  }
}
