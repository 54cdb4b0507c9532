package io.beltline.verification.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words by which a line is known again, whatever a backend puts around it. */
final class Marks {
  private static final Pattern MARK = Pattern.compile("(file|sent) [0-9]+;");

  private Marks() {}

  /** The mark of a line that stands in a file. */
  static String file(int number) {
    return "file " + number + ";";
  }

  /** The mark of a line that is sent as a record. */
  static String sent(int number) {
    return "sent " + number + ";";
  }

  /** All marks in a text, in order, each as often as it stands there. */
  static List<String> in(String text) {
    List<String> marks = new ArrayList<>();
    Matcher matcher = MARK.matcher(text);
    while (matcher.find()) {
      marks.add(matcher.group());
    }
    return marks;
  }
}
