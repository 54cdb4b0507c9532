package io.beltline.components.jaegerstorage;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.GrpcClientConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server of Jaeger's remote storage API of version 2, which takes traces by OTLP's service.
 *
 * @param client the keys of every gRPC client
 * @param writer another server for what is written, or null
 * @param maxRecvMsgSizeMib accepted, without effect: it is for reading
 * @param multiTenancy who asks, for readers
 * @param headerForwarding accepted, without effect: it is for reading
 * @param timeout how long one attempt may take
 * @see <a href="https://github.com/jaegertracing/jaeger/tree/main/internal/storage/v2/grpc">the API
 *     and its keys</a>
 */
public record RemoteStorageConfig(
    @Squash GrpcClientConfig client,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("Another server to write to, instead of endpoint.")
        @Nullable GrpcClientConfig writer,
    @Default("0") @Doc("Accepted, without effect: it is for reading.") int maxRecvMsgSizeMib,
    @Section @Doc("Tenants; enabled is not supported.") TenancyConfig multiTenancy,
    @Default("[]") @Doc("Accepted, without effect: it is for reading.")
        List<ConfigNode> headerForwarding,
    @Default("5s") @Doc("How long one attempt may take; 0 sets no limit.") Duration timeout)
    implements Validated {

  /**
   * Tenants of a storage.
   *
   * @param enabled not supported
   * @param header the header that names the tenant
   * @param tenants those there are
   */
  public record TenancyConfig(
      @Default("false") @Doc("Not supported: must stay false.") boolean enabled,
      @Default("x-tenant") @Doc("The header that names the tenant.") String header,
      @Default("[]") @Doc("The tenants there are.") List<String> tenants)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (enabled) {
        problems.add(
            "enabled",
            "is not supported (expected: the extension headers_setter as auth::authenticator)");
      }
    }
  }

  /** Where spans are written. */
  public GrpcClientConfig target() {
    return writer != null && !writer.endpoint().isEmpty() ? writer : client;
  }

  @Override
  public void validate(Problems problems) {
    if (target().endpoint().isEmpty()) {
      problems.add("endpoint", "must be specified (expected: host:port)");
    }
    if (maxRecvMsgSizeMib < 0) {
      problems.add("max_recv_msg_size_mib", "must not be negative (expected: 0 or more)");
    }
    if (timeout.isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 5s)");
    }
  }
}
