package io.beltline.processor.tailsampling;

import io.beltline.ottl.context.Layout;
import java.util.List;

/**
 * What policies ask of single spans and resources. Each question has a number: first those that are
 * asked of views, then OTTL conditions and their failures. Immutable.
 *
 * @param plain the questions to views
 * @param ottl the conditions
 * @param layout what evaluating the conditions needs
 * @param count how many numbers there are
 */
record Questions(List<Question> plain, List<OttlQuestion> ottl, Layout layout, int count) {
  /** How many times 64 questions there are. */
  int words() {
    return (count + 63) / 64;
  }

  /** The conditions as they were written. */
  List<String> texts() {
    return ottl.stream().map(OttlQuestion::text).toList();
  }
}
