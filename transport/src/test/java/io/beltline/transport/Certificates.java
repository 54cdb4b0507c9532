package io.beltline.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A self-signed certificate for 127.0.0.1 and localhost, made by the JDK's keytool.
 *
 * @param cert the certificate as PEM
 * @param key the key as PEM (PKCS#8)
 */
public record Certificates(String cert, String key) {
  private static final String PASSWORD = "changeit";

  /** Makes one; the algorithm is RSA or EC. */
  public static Certificates make(Path folder, String name, String algorithm) {
    try {
      Path store = folder.resolve(name + ".p12");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "own",
                  "-keyalg",
                  algorithm));
      command.addAll(
          List.of(
              "-dname",
              "CN=" + name,
              "-ext",
              "san=ip:127.0.0.1,dns:localhost",
              "-validity",
              "30",
              "-storetype",
              "PKCS12",
              "-storepass",
              PASSWORD,
              "-keystore",
              store.toString()));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(output);
      }
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      return new Certificates(
          pem("CERTIFICATE", keys.getCertificate("own").getEncoded()),
          pem("PRIVATE KEY", keys.getKey("own", PASSWORD.toCharArray()).getEncoded()));
    } catch (IOException | GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** Writes both to files, which may exist. */
  public void write(Path certFile, Path keyFile) {
    try {
      Files.writeString(certFile, cert);
      Files.writeString(keyFile, key);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
