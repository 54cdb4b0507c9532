package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private static final Map<String, String> BOTH =
      Map.of("HTTP_PROXY", "web:3128", "https_proxy", "http://tls:3129");

  private static Origin origin(String url) {
    return Origin.of(URI.create(url));
  }

  @Test
  void theSchemeChoosesTheVariable() {
    Proxies proxies = Proxies.of("", BOTH);
    assertThat(proxies.proxy(origin("http://a.example"))).hasToString("http://web:3128");
    assertThat(proxies.proxy(origin("https://a.example"))).hasToString("http://tls:3129");
    assertThat(Proxies.of("", Map.of()).proxy(origin("http://a.example"))).isNull();
  }

  @Test
  void theConfiguredOneHoldsForAll() {
    Proxies proxies = Proxies.of("socks5://s:1", Map.of("NO_PROXY", "*"));
    assertThat(proxies.proxy(origin("http://localhost"))).hasToString("socks5://s:1");
  }

  @ParameterizedTest
  @CsvSource({
    "'', http://localhost:4318, true",
    "'', http://127.1.2.3, true",
    "'', http://[::1]:80, true",
    "'', http://a.example, false",
    "'*', http://a.example, true",
    "'b.example, a.example', http://a.example, true",
    "a.example, http://x.A.example, true",
    "a.example, http://ba.example, false",
    ".a.example, http://x.a.example, true",
    ".a.example, http://a.example, false",
    "*.a.example, http://x.a.example, true",
    "*.a.example, http://a.example, false",
    "a.example:4318, http://a.example:4318, true",
    "a.example:4318, http://a.example:4319, false",
    "a.example:80, http://a.example, true",
    "10.0.0.7, http://10.0.0.7, true",
    "10.0.0.7, http://10.0.0.70, false",
    "10.0.0.0/8, http://10.9.8.7, true",
    "10.0.0.0/8, http://11.0.0.1, false",
    "10.128.0.0/9, http://10.127.0.1, false",
    "10.0.0.0/8, http://ten.example, false",
    "10.0.0.0/x, http://10.0.0.1, false",
    "fd00::/8, http://[fd12::1], true",
    "fd00::/8, http://10.0.0.1, false",
    "fd12::1, http://[fd12::1]:4318, true"
  })
  void exceptions(String noProxy, String url, boolean direct) {
    Proxies proxies = Proxies.of("", Map.of("HTTP_PROXY", "http://web:3128", "NO_PROXY", noProxy));
    assertThat(proxies.proxy(origin(url)) == null).isEqualTo(direct);
  }
}
