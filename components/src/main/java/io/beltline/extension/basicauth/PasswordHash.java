package io.beltline.extension.basicauth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;

/** A password as a line of an htpasswd file keeps it. Comparisons take as long right or wrong. */
sealed interface PasswordHash {

  /** Whether a password is the one. */
  boolean matches(byte[] password);

  /** Whether {@link #matches} takes milliseconds, by design. */
  default boolean isSlow() {
    return true;
  }

  /**
   * Reads what follows the colon.
   *
   * @throws IllegalArgumentException if it begins like a hash but is none; the message has no part
   *     of it
   */
  static PasswordHash parse(String text) {
    if (text.startsWith("$apr1$") || text.startsWith("$1$")) {
      return Md5.parse(text);
    } else if (text.startsWith("{SHA}")) {
      return Sha1.parse(text.substring(5), false);
    } else if (text.startsWith("{SSHA}")) {
      return Sha1.parse(text.substring(6), true);
    } else if (text.startsWith("$5$") || text.startsWith("$6$")) {
      return Sha2.parse(text);
    } else if (text.matches("\\$2[abxy]\\$.*")) {
      return Bcrypt.parse(text);
    }
    return new Plain(text);
  }

  /** Of the bcrypt family. */
  record Bcrypt(String hash) implements PasswordHash {
    static Bcrypt parse(String text) {
      if (!text.matches("\\$2[abxy]\\$(0[4-9]|[12]\\d|3[01])\\$[./A-Za-z0-9]{53}")) {
        throw new IllegalArgumentException("malformed bcrypt hash");
      }
      return new Bcrypt(text);
    }

    @Override
    public boolean matches(byte[] password) {
      return BCrypt.verifyer(
              BCrypt.Version.VERSION_2Y, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2Y))
          .verify(password, hash.getBytes(StandardCharsets.US_ASCII))
          .verified;
    }
  }

  /** MD5 in a thousand rounds, as Apache and old Unix systems write it. */
  record Md5(String prefix, String salt, String hash) implements PasswordHash {
    static Md5 parse(String text) {
      String prefix = text.startsWith("$1$") ? "$1$" : "$apr1$";
      String rest = text.substring(prefix.length());
      int end = rest.indexOf('$');
      if (!rest.matches("[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22}")) {
        throw new IllegalArgumentException("malformed MD5 hash");
      }
      return new Md5(prefix, rest.substring(0, end), rest.substring(end + 1));
    }

    @Override
    public boolean matches(byte[] password) {
      // the library overwrites its input
      String made = Md5Crypt.md5Crypt(password.clone(), prefix + salt, prefix);
      return same(made.substring(made.lastIndexOf('$') + 1), hash);
    }
  }

  /** SHA-1, with or without a salt after the password. */
  @SuppressWarnings("ArrayRecordComponent") // never compared but through matches
  record Sha1(byte[] hash, byte[] salt) implements PasswordHash {
    private static final int SIZE = 20;

    static Sha1 parse(String base64, boolean salted) {
      byte[] bytes;
      try {
        bytes = Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException malformed) {
        throw new IllegalArgumentException("malformed SHA-1 hash", malformed);
      }
      if (salted ? bytes.length < SIZE : bytes.length != SIZE) {
        throw new IllegalArgumentException("malformed SHA-1 hash");
      }
      return new Sha1(Arrays.copyOf(bytes, SIZE), Arrays.copyOfRange(bytes, SIZE, bytes.length));
    }

    @Override
    public boolean matches(byte[] password) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        digest.update(password);
        digest.update(salt);
        return MessageDigest.isEqual(digest.digest(), hash);
      } catch (NoSuchAlgorithmException absent) {
        throw new IllegalStateException(absent);
      }
    }

    @Override
    public boolean isSlow() {
      return false;
    }
  }

  /** SHA-256 and SHA-512 in thousands of rounds, as Unix systems write it. */
  record Sha2(String prefix, String hash) implements PasswordHash {
    static Sha2 parse(String text) {
      if (!text.matches("\\$[56]\\$(rounds=\\d{1,9}\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]+")) {
        throw new IllegalArgumentException("malformed SHA-2 hash");
      }
      int end = text.lastIndexOf('$');
      return new Sha2(text.substring(0, end), text.substring(end + 1));
    }

    @Override
    public boolean matches(byte[] password) {
      byte[] copy = password.clone(); // the library overwrites its input
      String made =
          prefix.startsWith("$5$")
              ? Sha2Crypt.sha256Crypt(copy, prefix)
              : Sha2Crypt.sha512Crypt(copy, prefix);
      return same(made.substring(made.lastIndexOf('$') + 1), hash);
    }
  }

  /** The password itself, or with {@code {PLAIN}} before it. */
  record Plain(String password) implements PasswordHash {
    private static final String MARK = "{PLAIN}";

    @Override
    public boolean matches(byte[] given) {
      boolean bare = MessageDigest.isEqual(bytes(password), given);
      boolean marked =
          password.startsWith(MARK)
              && MessageDigest.isEqual(bytes(password.substring(MARK.length())), given);
      return bare || marked; // which of the two is no secret
    }

    @Override
    public boolean isSlow() {
      return false;
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(bytes(one), bytes(other));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
