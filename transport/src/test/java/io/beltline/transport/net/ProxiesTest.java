package io.beltline.transport.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final Map<String, String> BOTH =
      Map.of("HTTP_PROXY", "web:3128", "https_proxy", "http://tls:3129");

  private static URI proxy(Proxies proxies, String url) {
    URI uri = URI.create(url);
    boolean secure = uri.getScheme().equals("https");
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    return proxies.proxy(secure, host, uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80);
  }

  @Test
  void theSchemeChoosesTheVariable() {
    Proxies proxies = Proxies.of("", BOTH);
    assertThat(proxy(proxies, "http://a.example")).hasToString("http://web:3128");
    assertThat(proxy(proxies, "https://a.example")).hasToString("http://tls:3129");
    assertThat(proxy(Proxies.of("", Map.of()), "http://a.example")).isNull();
  }

  @Test
  void theNameOfAContainerIsAProxy() {
    Proxies proxies = Proxies.of("", Map.of("HTTP_PROXY", "127.1:3128"));
    URI proxy = Objects.requireNonNull(proxy(proxies, "http://a.example"));
    assertThat(Proxies.address(proxy)).isEqualTo(new InetSocketAddress("127.0.0.1", 3128));
    assertThat(Proxies.address(URI.create("http://web_proxy")).getPort()).isEqualTo(80);
  }

  @Test
  void theConfiguredOneHoldsForAll() {
    Proxies proxies = Proxies.of("socks5://s:1", Map.of("NO_PROXY", "*"));
    assertThat(proxy(proxies, "http://localhost")).hasToString("socks5://s:1");
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
    assertThat(proxy(proxies, url) == null).isEqualTo(direct);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://me:secret@p:1", "ftp://me:secret@p", "http://me:secret@ p"})
  void othersAreRefusedWithoutTheirPassword(String url) {
    assertThatThrownBy(() -> Proxies.of(url, Map.of()))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("proxy_url")
        .hasMessageContaining("expected: http")
        .hasMessageNotContaining("secret");
    Proxies proxies = Proxies.of("", Map.of("https_proxy", url));
    assertThat(proxy(proxies, "http://a.example")).isNull();
    assertThatThrownBy(() -> proxy(proxies, "https://a.example"))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("HTTPS_PROXY")
        .hasMessageNotContaining("secret");
  }

  @Test
  void namesAndPasswordsAreDecoded() {
    UserInfo user = UserInfo.of(URI.create("http://m%3Ae:p%40+w@p:1"));
    assertThat(user).isEqualTo(new UserInfo("m:e", "p@+w"));
    assertThat(new UserInfo("me", "pw").basic()).isEqualTo("Basic bWU6cHc=");
    assertThat(UserInfo.of(URI.create("http://p:1"))).isNull();
  }
}
