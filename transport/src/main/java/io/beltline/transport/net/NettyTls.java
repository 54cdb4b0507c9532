package io.beltline.transport.net;

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
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

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
    engine.setSSLParameters(wanted);
  }
}
