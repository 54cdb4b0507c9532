package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.model.Slice;
import io.beltline.transport.Header;
import java.util.List;

/** The versions of the protocol. */
enum Version {
  /** Labels stand in each series. */
  V1("0.1.0", RemoteWrite.PROTOBUF),
  /** Labels stand in a table of symbols. */
  V2("2.0.0", RemoteWrite.PROTOBUF + ";proto=" + RemoteWrite.MESSAGE_2);

  private final String number;
  private final String contentType;

  Version(String number, String contentType) {
    this.number = number;
    this.contentType = contentType;
  }

  /** The headers the protocol asks for. */
  List<Header> headers() {
    return List.of(
        new Header("content-type", contentType),
        new Header("content-encoding", "snappy"),
        new Header(RemoteWrite.VERSION, number));
  }

  /** The other one. */
  Version other() {
    return this == V1 ? V2 : V1;
  }

  /**
   * The body of a request before it is compressed.
   *
   * @param metadata whether the first version tells of the metrics too; the second always does
   */
  List<Slice> encode(List<Series> series, boolean metadata) {
    return this == V1 ? List.of(RequestV1.of(series, metadata)) : RequestV2.of(series);
  }
}
