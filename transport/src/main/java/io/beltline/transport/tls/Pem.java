package io.beltline.transport.tls;

import io.beltline.api.ComponentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM texts (RFC 7468). */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private Pem() {}

  /**
   * One block.
   *
   * @param label what it is
   * @param der its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Block(String label, byte[] der) {}

  /** Reads a file, named by its key if that fails. */
  static String read(String key, String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new ComponentException(
          "tls::"
              + key
              + ": cannot read "
              + file
              + " ("
              + unreadable.getClass().getSimpleName()
              + ")",
          unreadable);
    }
  }

  /** All blocks in order; malformed ones are left out. */
  static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String body = matcher.group(2);
      int blank = body.indexOf("\n\n"); // headers of encrypted keys end with an empty line
      String base64 = body.contains(":") && blank >= 0 ? body.substring(blank) : body;
      try {
        blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(base64)));
      } catch (IllegalArgumentException malformed) {
        // the caller reports a text without usable blocks
      }
    }
    return blocks;
  }

  /** All certificates of a text. */
  static List<X509Certificate> certificates(String where, String text) {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks(text)) {
        if (block.label().endsWith("CERTIFICATE")) {
          certificates.add(
              (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
        }
      }
    } catch (GeneralSecurityException malformed) {
      throw new ComponentException(
          "tls::" + where + " holds a malformed certificate: " + malformed.getMessage(), malformed);
    }
    if (certificates.isEmpty()) {
      throw new ComponentException(
          "tls::" + where + " holds no certificate (expected: PEM with BEGIN CERTIFICATE)");
    }
    return certificates;
  }
}
