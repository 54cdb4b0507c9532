package io.beltline.transport.tls;

import io.beltline.api.ComponentException;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Private keys from PEM: PKCS#8 (RFC 5208), PKCS#1 (RFC 8017) and SEC 1 (RFC 5915). */
final class PrivateKeys {
  private static final byte[] VERSION = {2, 1, 0};
  private static final byte[] RSA = {
    0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private PrivateKeys() {}

  static PrivateKey parse(String where, String text) {
    for (Pem.Block block : Pem.blocks(text)) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return pkcs8(where, block.der());
        }
        case "RSA PRIVATE KEY" -> {
          if (text.contains("ENCRYPTED")) {
            throw encrypted(where);
          }
          return pkcs8(where, sequence(VERSION, RSA, tagged(4, block.der())));
        }
        case "EC PRIVATE KEY" -> {
          if (text.contains("ENCRYPTED")) {
            throw encrypted(where);
          }
          byte[] algorithm = sequence(EC, curve(where, block.der()));
          return pkcs8(where, sequence(VERSION, algorithm, tagged(4, block.der())));
        }
        case "ENCRYPTED PRIVATE KEY" -> throw encrypted(where);
        default -> {}
      }
    }
    throw new ComponentException(
        "tls::" + where + " holds no private key (expected: PEM with BEGIN PRIVATE KEY)");
  }

  private static ComponentException encrypted(String where) {
    return new ComponentException(
        "tls::" + where + " holds an encrypted key (expected: a key without a password)");
  }

  private static PrivateKey pkcs8(String where, byte[] der) {
    for (String algorithm : List.of("RSA", "EC", "EdDSA", "RSASSA-PSS")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException other) {
        // a key of another algorithm: the last one's failure is reported below
      }
    }
    throw new ComponentException(
        "tls::" + where + " holds a key of an unknown kind (expected: RSA, EC or Ed25519)");
  }

  /** The curve's OID inside an EC key: the element tagged 0. */
  private static byte[] curve(String where, byte[] der) {
    int at = 1 + lengthSize(der, 1);
    while (at + 1 < der.length) {
      int header = 1 + lengthSize(der, at + 1);
      int length = length(der, at + 1);
      if ((der[at] & 0xff) == 0xa0 && at + header + length <= der.length) {
        return java.util.Arrays.copyOfRange(der, at + header, at + header + length);
      }
      at += header + Math.max(0, length);
    }
    throw new ComponentException(
        "tls::" + where + " holds an EC key without a named curve (expected: P-256 or the like)");
  }

  private static int lengthSize(byte[] der, int at) {
    return at < der.length && (der[at] & 0x80) != 0 ? 1 + (der[at] & 0x7f) : 1;
  }

  private static int length(byte[] der, int at) {
    if ((der[at] & 0x80) == 0) {
      return der[at];
    }
    int length = 0;
    for (int i = 1; i <= (der[at] & 0x7f) && i <= 3 && at + i < der.length; i++) {
      length = length << 8 | (der[at + i] & 0xff);
    }
    return length;
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    return tagged(0x30, content.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >>> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  /** True if the key belongs to the certificate's public key. */
  static boolean match(PrivateKey key, PublicKey open) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    try {
      byte[] probe = {1, 2, 3};
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(probe);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(open);
      verifier.update(probe);
      return verifier.verify(signature);
    } catch (GeneralSecurityException unfit) {
      return false;
    }
  }
}
