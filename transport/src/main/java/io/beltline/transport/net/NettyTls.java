package io.beltline.transport.net;

import io.beltline.transport.HostPort;
import io.beltline.transport.tls.Tls;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** TLS as Netty takes it. */
public final class NettyTls extends DelegatingSslContext {
  private final SSLParameters parameters;

  private NettyTls(SslContext context, SSLParameters parameters) {
    super(context);
    this.parameters = parameters;
  }

  /**
   * A context that offers protocols by ALPN (RFC 7301).
   *
   * @param client true to connect, false to accept
   * @param protocols the protocols, the best first
   */
  public static SslContext of(Tls tls, boolean client, String... protocols) {
    SSLParameters parameters = tls.parameters();
    ApplicationProtocolConfig alpn =
        new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            protocols);
    SslContext context =
        new JdkSslContext(
            tls.context(),
            client,
            Arrays.asList(parameters.getCipherSuites()),
            IdentityCipherSuiteFilter.INSTANCE,
            alpn,
            parameters.getNeedClientAuth() ? ClientAuth.REQUIRE : ClientAuth.NONE,
            parameters.getProtocols(),
            false);
    return new NettyTls(context, parameters);
  }

  @Override
  protected void initEngine(SSLEngine engine) {
    SSLParameters wanted = engine.getSSLParameters();
    wanted.setEndpointIdentificationAlgorithm(parameters.getEndpointIdentificationAlgorithm());
    wanted.setUseCipherSuitesOrder(parameters.getUseCipherSuitesOrder());
    wanted.setNamedGroups(parameters.getNamedGroups());
    SNIHostName named = engine.getUseClientMode() ? splitOff(engine) : null;
    if (named != null) {
      wanted.setServerNames(List.of(named));
    }
    engine.setSSLParameters(wanted);
  }

  /**
   * The name to ask for and to expect if an engine was given it with the port in one text, as
   * gRPC's library does with names that a {@link URI} does not know; else null.
   */
  private static @Nullable SNIHostName splitOff(SSLEngine engine) {
    String host = engine.getPeerHost();
    if (host == null || engine.getPeerPort() >= 0) {
      return null;
    }
    try {
      HostPort split = HostPort.of(URI.create("//" + host));
      return split == null || split.port() < 0 ? null : new SNIHostName(split.host());
    } catch (IllegalArgumentException unnameable) { // with an underscore, for one
      return null;
    }
  }
}
