package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import java.util.List;

/** The metrics of NFS. */
final class NfsMetrics {
  private static final PointAttribute TRANSPORT =
      PointAttribute.text("network.transport", "What carried it.", "udp", "tcp");
  private static final PointAttribute VERSION =
      PointAttribute.integer("onc_rpc.version", "The version of NFS.");
  private static final PointAttribute PROCEDURE =
      PointAttribute.text("onc_rpc.procedure.name", "The procedure.");
  private static final PointAttribute OPERATION =
      PointAttribute.text("nfs.operation.name", "The operation.");

  static final MetricSpec CLIENT_NET =
      counter("nfs.client.net.count", "{record}", "Segments and datagrams the client handled.")
          .by(TRANSPORT);
  static final MetricSpec CLIENT_CONNECTIONS =
      counter(
          "nfs.client.net.tcp.connection.accepted", "{connection}", "TCP connections it accepted.");
  static final MetricSpec CLIENT_OPERATIONS =
      counter("nfs.client.operation.count", "{operation}", "Operations of NFS 4 it asked for.")
          .by(VERSION, OPERATION);
  static final MetricSpec CLIENT_PROCEDURES =
      counter("nfs.client.procedure.count", "{procedure}", "Procedures it called.")
          .by(VERSION, PROCEDURE);
  static final MetricSpec CLIENT_AUTH =
      counter("nfs.client.rpc.authrefresh.count", "{authrefresh}", "Credentials it renewed.");
  static final MetricSpec CLIENT_RPC =
      counter("nfs.client.rpc.count", "{request}", "Calls it sent.");
  static final MetricSpec CLIENT_AGAIN =
      counter("nfs.client.rpc.retransmit.count", "{retransmit}", "Calls it sent again.");
  static final MetricSpec STALE =
      counter("nfs.server.fh.stale.count", "{fh}", "File handles that were stale.");
  static final MetricSpec SERVER_IO =
      counter("nfs.server.io", "By", "Bytes the server read and wrote.")
          .by(
              PointAttribute.text(
                  "network.io.direction", "Read is receive.", "transmit", "receive"));
  static final MetricSpec SERVER_NET =
      counter("nfs.server.net.count", "{request}", "Segments and datagrams the server handled.")
          .by(TRANSPORT);
  static final MetricSpec SERVER_CONNECTIONS =
      counter(
          "nfs.server.net.tcp.connection.accepted", "{connection}", "TCP connections it accepted.");
  static final MetricSpec SERVER_OPERATIONS =
      counter("nfs.server.operation.count", "{operation}", "Operations of NFS 4 it was asked for.")
          .by(VERSION, OPERATION);
  static final MetricSpec SERVER_PROCEDURES =
      counter("nfs.server.procedure.count", "{procedure}", "Procedures that were called.")
          .by(VERSION, PROCEDURE);
  static final MetricSpec REPLY_CACHE =
      counter("nfs.server.repcache.requests", "{request}", "Requests by what its cache had.")
          .by(
              PointAttribute.text(
                  "nfs.server.repcache.status", "What it had.", "hit", "miss", "nocache"));
  static final MetricSpec SERVER_RPC =
      counter("nfs.server.rpc.count", "{request}", "Calls it refused, by why.")
          .by(PointAttribute.text("error.type", "Why.", "format", "auth", "client"));
  static final MetricSpec THREADS =
      level("nfs.server.thread.count", "{thread}", "Threads of the server.");

  static final MetricTable TABLE =
      HostTables.table(
          "nfs",
          List.of(
              CLIENT_NET,
              CLIENT_CONNECTIONS,
              CLIENT_OPERATIONS,
              CLIENT_PROCEDURES,
              CLIENT_AUTH,
              CLIENT_RPC,
              CLIENT_AGAIN,
              STALE,
              SERVER_IO,
              SERVER_NET,
              SERVER_CONNECTIONS,
              SERVER_OPERATIONS,
              SERVER_PROCEDURES,
              REPLY_CACHE,
              SERVER_RPC,
              THREADS));

  private NfsMetrics() {}
}
