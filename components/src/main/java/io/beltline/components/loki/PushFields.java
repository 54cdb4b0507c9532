package io.beltline.components.loki;

/**
 * The words and field numbers of Loki's push protocol.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs">the
 *     API</a>
 * @see <a href="https://github.com/grafana/loki/blob/main/pkg/push/push.proto">push.proto</a>
 */
public final class PushFields {
  /** The path of requests. */
  public static final String PATH = "/loki/api/v1/push";

  /** The path of requests before Loki 2. */
  public static final String OLDER_PATH = "/api/prom/push";

  /** The method over gRPC. */
  public static final String METHOD = "logproto.Pusher/Push";

  /** The header that names the tenant. */
  public static final String TENANT = "x-scope-orgid";

  /** The content type of requests in protobuf; their bodies are snappy blocks. */
  public static final String PROTOBUF = "application/x-protobuf";

  /** Streams of a request. */
  public static final int STREAMS = 1;

  /** Labels of a stream, as text. */
  public static final int LABELS = 1;

  /** Entries of a stream. */
  public static final int ENTRIES = 2;

  /** Time of an entry, a message of its own. */
  public static final int TIMESTAMP = 1;

  /** Line of an entry. */
  public static final int LINE = 2;

  /** Structured metadata of an entry, messages of a name and a value. */
  public static final int METADATA = 3;

  private PushFields() {}
}
