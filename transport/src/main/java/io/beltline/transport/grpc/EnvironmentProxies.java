package io.beltline.transport.grpc;

import io.beltline.api.ComponentException;
import io.beltline.transport.net.Proxies;
import io.beltline.transport.net.UserInfo;
import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.ProxiedSocketAddress;
import io.grpc.ProxyDetector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Asks the environment for a proxy: {@code HTTPS_PROXY} holds for all calls, with TLS or without
 * (https://github.com/grpc/grpc-go/blob/master/Documentation/proxy.md).
 */
record EnvironmentProxies(Proxies proxies) implements ProxyDetector {

  @Override
  public @Nullable ProxiedSocketAddress proxyFor(SocketAddress target) throws IOException {
    if (!(target instanceof InetSocketAddress server)) {
      return null;
    }
    URI proxy;
    try {
      proxy = proxies.proxy(true, server.getHostString(), server.getPort());
    } catch (ComponentException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
    if (proxy == null) {
      return null;
    }
    if (Proxies.isSocks(proxy)) {
      throw new IOException("HTTPS_PROXY: gRPC does not go through a SOCKS proxy (expected: http)");
    }
    InetSocketAddress address = Proxies.address(proxy);
    if (address.isUnresolved()) {
      throw new IOException("HTTPS_PROXY: proxy host " + address.getHostString() + " is not known");
    }
    HttpConnectProxiedSocketAddress.Builder through =
        HttpConnectProxiedSocketAddress.newBuilder()
            .setTargetAddress(server)
            .setProxyAddress(address);
    UserInfo user = UserInfo.of(proxy);
    if (user != null) {
      through.setUsername(user.name()).setPassword(user.password());
    }
    return through.build();
  }
}
