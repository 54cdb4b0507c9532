package io.beltline.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The older forms of keys, cut out of (PKCS#1) or built like (SEC 1) what openssl writes. */
class PrivateKeysTest {

  private static String pem(String label, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }

  /** A DER element, its length in the shortest form. */
  private static byte[] element(int tag, byte[]... parts) throws IOException {
    var content = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.write(part);
    }
    byte[] bytes = content.toByteArray();
    byte[] length = BigInteger.valueOf(bytes.length).toByteArray();
    var out = new java.io.ByteArrayOutputStream();
    out.write(tag);
    if (bytes.length < 128) {
      out.write(bytes.length);
    } else {
      byte[] shortest = length[0] == 0 ? Arrays.copyOfRange(length, 1, length.length) : length;
      out.write(0x80 | shortest.length);
      out.write(shortest);
    }
    out.write(bytes);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 2048, 4096})
  void pkcs1(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    KeyPair pair = generator.generateKeyPair();
    // PKCS#8 is a version, an algorithm and the PKCS#1 key as its last element
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    var key = PrivateKeys.parse("key_pem", pem("RSA PRIVATE KEY", pkcs1));
    assertThat(key).isEqualTo(pair.getPrivate());
    assertThat(PrivateKeys.match(key, pair.getPublic())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
  void sec1(String curve) throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    KeyPair pair = generator.generateKeyPair();
    byte[] spki = pair.getPublic().getEncoded();
    int size = curve.contains("256") ? 32 : curve.contains("384") ? 48 : 66;
    byte[] point = Arrays.copyOfRange(spki, spki.length - 2 * size - 1, spki.length);
    byte[] secret = scalar(pair, size);
    byte[] sec1 =
        element(
            0x30,
            new byte[] {2, 1, 1},
            element(4, secret),
            element(0xa0, oid(curve)),
            element(0xa1, element(3, new byte[1], point)));
    // openssl writes the curve in front
    String parameters = pem("EC PARAMETERS", oid(curve));
    var key = PrivateKeys.parse("key_pem", parameters + pem("EC PRIVATE KEY", sec1));
    assertThat(PrivateKeys.match(key, pair.getPublic())).isTrue();
  }

  private static byte[] scalar(KeyPair pair, int size) {
    byte[] signed =
        ((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS().toByteArray();
    byte[] fixed = new byte[size];
    int count = Math.min(size, signed.length);
    System.arraycopy(signed, signed.length - count, fixed, size - count, count);
    return fixed;
  }

  private static byte[] oid(String curve) {
    return switch (curve) {
      case "secp256r1" -> new byte[] {6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};
      case "secp384r1" -> new byte[] {6, 5, 0x2b, (byte) 0x81, 4, 0, 34};
      default -> new byte[] {6, 5, 0x2b, (byte) 0x81, 4, 0, 35};
    };
  }

  @Test
  void ed25519() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var key = PrivateKeys.parse("key_pem", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    assertThat(PrivateKeys.match(key, pair.getPublic())).isTrue();
  }
}
