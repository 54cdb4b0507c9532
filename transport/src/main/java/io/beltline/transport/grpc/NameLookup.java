package io.beltline.transport.grpc;

import io.beltline.transport.HostPort;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.ProxiedSocketAddress;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks a name up each time the channel asks for it, or the proxy that leads to it. */
final class NameLookup extends NameResolver {
  private final String authority;
  private final String host;
  private final int port;
  private final Args args;

  // these in the synchronization context only
  private @Nullable Listener2 listener;
  private boolean running;

  NameLookup(String authority, HostPort named, Args args) {
    this.authority = authority;
    this.host = named.host();
    this.port = named.port() < 0 ? args.getDefaultPort() : named.port();
    this.args = args;
  }

  @Override
  public String getServiceAuthority() {
    return authority;
  }

  @Override
  public void start(Listener2 told) {
    listener = told;
    look();
  }

  @Override
  public void refresh() {
    look();
  }

  @Override
  public void shutdown() {
    listener = null;
  }

  private void look() {
    if (running || listener == null) {
      return;
    }
    running = true;
    args.getOffloadExecutor()
        .execute(
            () -> {
              ResolutionResult result =
                  ResolutionResult.newBuilder().setAddressesOrError(addresses()).build();
              args.getSynchronizationContext().execute(() -> tell(result));
            });
  }

  private void tell(ResolutionResult result) {
    running = false;
    if (listener != null) {
      listener.onResult2(result);
    }
  }

  private StatusOr<List<EquivalentAddressGroup>> addresses() {
    try {
      ProxiedSocketAddress proxy =
          args.getProxyDetector().proxyFor(InetSocketAddress.createUnresolved(host, port));
      if (proxy != null) {
        return StatusOr.fromValue(List.of(new EquivalentAddressGroup(proxy)));
      }
      List<EquivalentAddressGroup> found = new ArrayList<>();
      for (InetAddress address : InetAddress.getAllByName(host)) {
        found.add(new EquivalentAddressGroup(new InetSocketAddress(address, port)));
      }
      return StatusOr.fromValue(found);
    } catch (IOException | RuntimeException failed) {
      return StatusOr.fromStatus(
          Status.UNAVAILABLE.withDescription("Unable to resolve host " + host).withCause(failed));
    }
  }
}
