package io.beltline.ottl.pattern;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Expressions over all of RE2's grammar, with texts made of what they ask for. */
final class WideRegex {
  /** An expression and what makes texts it may match. */
  record Node(String regex, Supplier<String> sample) {}

  private static final String[] FLAGS = {"i", "s", "m", "U", "im", "is-m", "-s", "m-i", "imsU"};
  private static final String[] PLACES = {
    "^", "$", "\\A", "\\z", "\\b", "\\B", "(?m:^)", "(?m:$)", "(?:)", "(?i)", "(?-i)", "(?U)",
    "(?m)"
  };
  // no {0}: of groups in it RE2/J says that they stand at the start of the text
  private static final String[] COUNTS = {
    "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,2}", "{2,}", "{1,3}?", "{2,}?", "{0,1}",
    "{1}", "{1,1}?", "{3,5}"
  };
  private static final String GARBAGE = "()()[[]]{}|*+??\\\\^$.-:<>PimsUQEdwWpLzbB0123,,aakSé^=!_";

  private final Random random;

  WideRegex(Random random) {
    this.random = random;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String any(String[] of) {
    return of[random.nextInt(of.length)];
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /** An expression. */
  Node expression() {
    Node inner = choice(0);
    return switch (random.nextInt(8)) {
      case 0 -> wrapped("^", inner, "");
      case 1 -> wrapped("^(?:", inner, ")$");
      case 2 -> wrapped("(?" + any(FLAGS) + ")", inner, "");
      case 3 -> wrapped("(?" + any(FLAGS) + ")^", inner, "$");
      default -> inner;
    };
  }

  /** Characters that are rarely an expression. */
  Node garbage() {
    StringBuilder out = new StringBuilder();
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      out.append(GARBAGE.charAt(random.nextInt(GARBAGE.length())));
    }
    return new Node(out.toString(), () -> any(Atoms.ALL).samples().getFirst());
  }

  private static Node wrapped(String before, Node inner, String after) {
    return new Node(before + inner.regex + after, inner.sample);
  }

  private Node choice(int depth) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(sequence(depth));
    for (int i = random.nextInt(5); i > 2; i--) {
      nodes.add(oneIn(6) ? new Node("", () -> "") : sequence(depth));
    }
    return new Node(
        String.join("|", nodes.stream().map(Node::regex).toList()), () -> any(nodes).sample.get());
  }

  private Node sequence(int depth) {
    List<Node> nodes = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      if (oneIn(7)) {
        nodes.add(new Node(any(PLACES), () -> oneIn(4) ? "\n" : ""));
        continue;
      }
      Node node = depth < 4 && oneIn(3) ? group(depth) : atom();
      nodes.add(oneIn(3) ? repeated(node) : node);
    }
    return new Node(
        String.join("", nodes.stream().map(Node::regex).toList()),
        () -> String.join("", nodes.stream().map(node -> node.sample.get()).toList()));
  }

  private Node atom() {
    Atoms.Atom atom = any(Atoms.ALL);
    return new Node(atom.regex(), () -> any(atom.samples()));
  }

  private Node repeated(Node node) {
    String switched = oneIn(12) ? "(?" + any(FLAGS) + ")" : "";
    return new Node(
        node.regex + switched + any(COUNTS),
        () -> {
          StringBuilder out = new StringBuilder();
          for (int i = random.nextInt(4); i > 0; i--) {
            out.append(node.sample.get());
          }
          return out.toString();
        });
  }

  private Node group(int depth) {
    Node inner = choice(depth + 1);
    return switch (random.nextInt(6)) {
      case 0 -> wrapped("(?:", inner, ")");
      case 1 -> wrapped("(?P<n" + random.nextInt(1_000_000) + ">", inner, ")");
      case 2 -> wrapped("(?" + any(FLAGS) + ":", inner, ")");
      default -> wrapped("(", inner, ")");
    };
  }

  /** A text for an expression; now and then damaged, and no UTF-8 any more. */
  byte[] text(Node node) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(oneIn(3) ? any(any(Atoms.ALL).samples()) : node.sample.get());
    }
    String made = text.length() > 60 ? text.substring(0, 60) : text.toString();
    made = oneIn(4) ? made.toUpperCase(java.util.Locale.ROOT) : made;
    byte[] utf8 = made.getBytes(StandardCharsets.UTF_8);
    byte[] other = oneIn(4) ? damaged(utf8) : utf8;
    return isOld(other) ? other : utf8;
  }

  /** Whether RE2/J, whose Unicode is old, may know all characters. */
  private static boolean isOld(byte[] text) {
    return Re2Oracle.read(text)
        .codePoints()
        .allMatch(c -> c < 0x250 || Atoms.CHARACTERS.contains(c));
  }

  private byte[] damaged(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : text) {
      switch (random.nextInt(8)) {
        case 0 -> out.write(random.nextInt(256));
        case 1 -> {}
        default -> out.write(b);
      }
    }
    return out.toByteArray();
  }
}
