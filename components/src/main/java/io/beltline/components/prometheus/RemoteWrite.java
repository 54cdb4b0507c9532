package io.beltline.components.prometheus;

/**
 * The words of Prometheus' Remote Write protocol, which senders and receivers share.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">version 1.0</a>
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/">version 2.0</a>
 */
public final class RemoteWrite {
  /** The header that names the version of the protocol. */
  public static final String VERSION = "x-prometheus-remote-write-version";

  /** How many samples were stored: in answers of version 2.0. */
  public static final String SAMPLES_WRITTEN = "x-prometheus-remote-write-samples-written";

  /** How many histograms were stored. */
  public static final String HISTOGRAMS_WRITTEN = "x-prometheus-remote-write-histograms-written";

  /** How many exemplars were stored. */
  public static final String EXEMPLARS_WRITTEN = "x-prometheus-remote-write-exemplars-written";

  /** The media type of both versions. */
  public static final String PROTOBUF = "application/x-protobuf";

  /** The message of version 1.0, as {@code proto} of the media type and in configurations. */
  public static final String MESSAGE_1 = "prometheus.WriteRequest";

  /** The message of version 2.0. */
  public static final String MESSAGE_2 = "io.prometheus.write.v2.Request";

  /** The schema of a native histogram whose bounds are written out. */
  public static final int CUSTOM_BUCKETS = -53;

  /** The value that says that a series has ended: a NaN of its own. */
  public static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  private RemoteWrite() {}

  /** Whether a value says that a series has ended. */
  public static boolean isStale(double value) {
    return Double.doubleToRawLongBits(value) == 0x7ff0000000000002L;
  }
}
