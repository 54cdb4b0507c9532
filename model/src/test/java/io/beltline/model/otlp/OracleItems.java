package io.beltline.model.otlp;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.beltline.model.Signal;
import java.util.ArrayList;
import java.util.List;

/** The items of a parsed request, each with all that stands around it. */
record OracleItems(List<Message> around, Message item) {

  static List<OracleItems> of(Signal signal, Message request) {
    List<OracleItems> found = new ArrayList<>();
    collect(Levels.of(signal), 0, request, List.of(), found);
    return found;
  }

  private static void collect(
      int[][] levels, int level, Message message, List<Message> around, List<OracleItems> found) {
    if (level == levels.length) {
      found.add(new OracleItems(around, message));
      return;
    }
    Message.Builder head = message.toBuilder();
    for (int number : levels[level]) {
      head.clearField(message.getDescriptorForType().findFieldByNumber(number));
    }
    List<Message> deeper = new ArrayList<>(around);
    deeper.add(head.build());
    for (int number : levels[level]) {
      FieldDescriptor field = message.getDescriptorForType().findFieldByNumber(number);
      if (field.isRepeated()) {
        for (Object child : (List<?>) message.getField(field)) {
          collect(levels, level + 1, (Message) child, deeper, found);
        }
      } else if (message.hasField(field)) {
        collect(levels, level + 1, (Message) message.getField(field), deeper, found);
      }
    }
  }
}
