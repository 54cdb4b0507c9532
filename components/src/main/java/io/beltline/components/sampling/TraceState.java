package io.beltline.components.sampling;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trace state, with what its {@code ot} member says about sampling. One thread.
 *
 * @see <a href="https://www.w3.org/TR/trace-context-2/#tracestate-header">W3C Trace Context</a>
 */
public final class TraceState {
  private static final int MAX_LENGTH = 1024;
  private static final int MAX_MEMBERS = 32;
  private static final int MAX_OT_LENGTH = 256;
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?:[a-z][a-z0-9*/_-]{0,255}|[a-z0-9][a-z0-9*/_-]{0,240}@[a-z][a-z0-9*/_-]{0,13})"
              + "=[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");
  private static final Pattern SUBKEY = Pattern.compile("[a-z][a-z0-9]*:[A-Za-z0-9._-]*");

  private final List<String> others = new ArrayList<>();
  private final List<String> extras = new ArrayList<>();
  private @Nullable Threshold threshold;
  private long randomness = -1;

  private TraceState() {}

  /** Reads a trace state; null if it is none. */
  public static @Nullable TraceState parse(String text) {
    TraceState state = new TraceState();
    if (text.isEmpty()) {
      return state;
    }
    String[] members = text.split(",", -1);
    if (text.length() > MAX_LENGTH || members.length > MAX_MEMBERS) {
      return null;
    }
    for (String padded : members) {
      String member = padded.strip();
      if (!member.isEmpty() && !(MEMBER.matches(member) && state.member(member))) {
        return null;
      }
    }
    return state;
  }

  private boolean member(String member) {
    if (!member.startsWith("ot=")) {
      others.add(member);
      return true;
    }
    String value = member.substring(3);
    if (value.length() > MAX_OT_LENGTH) {
      return false;
    }
    for (String part : value.split(";", -1)) {
      if (!SUBKEY.matches(part) || !part(part)) {
        return false;
      }
    }
    return true;
  }

  private boolean part(String part) {
    String value = part.substring(part.indexOf(':') + 1);
    if (part.startsWith("th:")) {
      threshold = Threshold.parse(value);
      return threshold != null;
    }
    if (part.startsWith("rv:")) {
      randomness = Threshold.parseRandomness(value);
      return randomness >= 0;
    }
    extras.add(part);
    return true;
  }

  /** The threshold it was sampled by so far, or null. */
  public @Nullable Threshold threshold() {
    return threshold;
  }

  /** The explicit randomness, or -1. */
  public long randomness() {
    return randomness;
  }

  /** Says by which threshold it is sampled now; null for none. */
  public void threshold(@Nullable Threshold next) {
    threshold = next;
  }

  /** Says what its randomness is; -1 for nothing. */
  public void randomness(long next) {
    randomness = next;
  }

  /** The state as it is now; {@code ot} comes first. */
  public String text() {
    List<String> parts = new ArrayList<>();
    if (randomness >= 0) {
      parts.add("rv:" + Threshold.hex(randomness));
    }
    if (threshold != null && !threshold.text().isEmpty()) {
      parts.add("th:" + threshold.text());
    }
    parts.addAll(extras);
    List<String> members = new ArrayList<>();
    if (!parts.isEmpty()) {
      members.add("ot=" + String.join(";", parts));
    }
    members.addAll(others);
    return String.join(",", members);
  }
}
