package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a gRPC server.
 *
 * @param endpoint host:port, :port, or the path of a Unix socket
 * @param transport tcp, tcp4, tcp6 or unix
 * @param dialer unused by servers; accepted because addresses have it
 * @param tls TLS, or null for plain text
 * @param maxRecvMsgSizeMib the largest message in MiB; zero means 4
 * @param maxConcurrentStreams calls at a time on one connection; zero for no limit
 * @param readBufferSize accepted, without effect
 * @param writeBufferSize accepted, without effect
 * @param keepalive probing and ageing of connections
 * @param auth who may send, or null for everybody
 * @param includeMetadata whether request metadata travels on with the data
 * @param middlewares not supported: must stay empty
 */
public record GrpcServerConfig(
    @Default("") @Doc("Address to listen on: host:port, :port or a socket path.") String endpoint,
    @Default("tcp") @Doc("tcp, tcp4, tcp6 or unix.") String transport,
    @Section @Doc("Accepted, without effect on a server.") DialerConfig dialer,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("TLS; absent for plain text.")
        @Nullable TlsServerConfig tls,
    @Default("0") @Doc("Largest message in MiB, before and after decompression; 0 means 4.")
        int maxRecvMsgSizeMib,
    @Default("0") @Doc("Calls at a time on one connection; 0 means no limit.")
        long maxConcurrentStreams,
    @Default("524288") @Doc("Accepted, without effect.") int readBufferSize,
    @Default("0") @Doc("Accepted, without effect.") int writeBufferSize,
    @Section @Doc("Probing and ageing of connections.") KeepaliveServerConfig keepalive,
    @Section(absent = Presence.OFF, nulled = Presence.OFF) @Doc("Who may send.")
        @Nullable AuthConfig auth,
    @Default("false") @Doc("Keep request metadata as metadata of the data.")
        boolean includeMetadata,
    @Default("[]") @Doc("Not supported: must stay empty.") List<MiddlewareConfig> middlewares)
    implements Validated {

  /** The message limit in force, in bytes. */
  public int messageLimit() {
    return maxRecvMsgSizeMib <= 0
        ? 4 << 20
        : (int) Math.min((long) maxRecvMsgSizeMib << 20, Integer.MAX_VALUE - 64);
  }

  @Override
  public void validate(Problems problems) {
    Rules.serverTransport(problems, transport);
    Rules.noMiddlewares(problems, middlewares);
    Rules.notNegative(problems, "max_recv_msg_size_mib", maxRecvMsgSizeMib);
    Rules.notNegative(problems, "max_concurrent_streams", maxConcurrentStreams);
    Rules.notNegative(problems, "read_buffer_size", readBufferSize);
    Rules.notNegative(problems, "write_buffer_size", writeBufferSize);
  }

  /** The ids of the extensions that it needs when it starts. */
  public List<String> extensions() {
    return auth == null ? List.of() : List.of(auth.authenticator());
  }
}
