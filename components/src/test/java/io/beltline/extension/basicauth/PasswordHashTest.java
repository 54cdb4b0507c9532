package io.beltline.extension.basicauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes of {@code pa ss} made by other programs: openssl, crypt(3), coreutils. */
final class PasswordHashTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$apr1$abcdefgh$OsjPgQUWMAtMNmB0bA7mk.",
        "$1$abcdefgh$f48iE5glXvGWD.es6r1qQ0",
        "$5$saltsalt$6IU9rpUYdBo6LRAw/61YfeJM3KFWuT.l0qq19pRupC6",
        "$6$saltsalt$J1agwZLBbHKe2JeOpyO8O00AAyu0KKvvwP/5/nyAGWDYyrFAnsb0RSWmUHJeMnngDLLCVT9Dh009"
            + "Gyi8HZWXI/",
        "$6$rounds=6000$saltsalt$cEJr55gkEyDi0aflMKhEtCJSX2F0BqJ299umwdloZMNvULt6HliYGb7mubUdw09s"
            + "YMPNMhVbRekLYsZm3X6/i1",
        "{SHA}U5lVQVt3jUxILaL251beisJ5kRY=",
        "{SSHA}kHyRxDonW4LcT0UxYTY2sNuG0hpzYWx0",
        "$2b$05$abcdefghijklmnopqrstuuR0P..dVYJzuJe7L0/99JOEM/Nk2td5a",
        "$2y$05$abcdefghijklmnopqrstuuR0P..dVYJzuJe7L0/99JOEM/Nk2td5a",
        "pa ss",
        "{PLAIN}pa ss"
      })
  void eachKindMatchesItsPasswordAndNoOther(String line) {
    PasswordHash hash = PasswordHash.parse(line);
    byte[] password = bytes("pa ss");
    assertThat(hash.matches(password)).isTrue();
    assertThat(password).isEqualTo(bytes("pa ss"));
    assertThat(hash.matches(bytes("pa sS"))).isFalse();
    assertThat(hash.matches(bytes("pa ss "))).isFalse();
    assertThat(hash.matches(bytes(""))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$apr1$abcdefgh",
        "$1$",
        "$5$salt",
        "$6$rounds=x$salt$hash",
        "{SHA}AAAA",
        "{SHA}***",
        "{SSHA}AAAA",
        "$2y$99$abcdefghijklmnopqrstuuR0P..dVYJzuJe7L0/99JOEM/Nk2td5a",
        "$2y$05$short"
      })
  void aMalformedHashIsNoPlainPassword(String line) {
    assertThatThrownBy(() -> PasswordHash.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("malformed")
        .hasMessageNotContaining(line);
  }

  @Property(tries = 500, seed = "20261123")
  void anyTextIsAHashOrRefused(@ForAll String text) {
    try {
      PasswordHash hash = PasswordHash.parse(text);
      if (hash instanceof PasswordHash.Plain) {
        assertThat(hash.matches(bytes(text))).isTrue();
      }
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageStartingWith("malformed");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
