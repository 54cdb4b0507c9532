package io.beltline.ottl.function;

import java.util.List;
import java.util.stream.Stream;

/** All functions that do not belong to a single component: the one list of them. */
final class StandardFunctions {
  private StandardFunctions() {}

  static List<OttlFunction> all() {
    return Stream.of(
            MapEditors.all(),
            ReplaceEditors.all(),
            ListEditors.all(),
            TypeConverters.all(),
            TextConverters.all(),
            ListConverters.all(),
            LambdaConverters.all(),
            TimeConverters.all(),
            ParseConverters.all(),
            CodecConverters.all(),
            HashConverters.all(),
            XmlConverters.all(),
            Recognizers.all())
        .flatMap(List::stream)
        .toList();
  }
}
