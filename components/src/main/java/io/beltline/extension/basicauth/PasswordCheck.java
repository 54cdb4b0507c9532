package io.beltline.extension.basicauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks passwords against one set of users.
 *
 * <p>Slow hashes are computed on as many threads at a time as there are cores, and a password that
 * was right is remembered: as a keyed digest, for the last thousand users.
 */
final class PasswordCheck {
  private static final int REMEMBERED = 1000;
  private static final Semaphore CORES = new Semaphore(Runtime.getRuntime().availableProcessors());

  private final Map<String, PasswordHash> users;
  private final byte[] key = new byte[32];
  private final Map<String, Boolean> right =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  PasswordCheck(Map<String, PasswordHash> users) {
    this.users = users;
    new SecureRandom().nextBytes(key);
  }

  /** Whether there is such a user with such a password. */
  boolean isRight(Credentials credentials) {
    PasswordHash hash = users.get(credentials.username());
    if (hash == null) {
      return false;
    }
    return hash.isSlow() ? isRightSlowly(hash, credentials) : hash.matches(credentials.password());
  }

  private boolean isRightSlowly(PasswordHash hash, Credentials credentials) {
    String digest = digest(credentials);
    if (isKnown(digest)) {
      return true;
    }
    CORES.acquireUninterruptibly();
    try {
      if (!hash.matches(credentials.password())) {
        return false;
      }
    } finally {
      CORES.release();
    }
    remember(digest);
    return true;
  }

  private synchronized boolean isKnown(String digest) {
    return right.get(digest) != null;
  }

  private synchronized void remember(String digest) {
    right.put(digest, true);
  }

  /** How many right passwords are remembered. */
  synchronized int remembered() {
    return right.size();
  }

  private String digest(Credentials credentials) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(credentials.username().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) ':'); // no user name has one
      mac.update(credentials.password());
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
