package io.beltline.components.operators;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of every operator.
 *
 * @param type what it does
 * @param id its name in the chain
 * @param output where entries go on
 * @param onError what becomes of entries it cannot process
 * @param condition which entries it treats; null for all
 */
public record StepConfig(
    @Doc("What it does.") String type,
    @Doc(
            "Its name, for output and routes; the type if not written, from the second on with a"
                + " number.")
        String id,
    @Doc("The ids of the operators that come next; the one written below if none.")
        List<String> output,
    @Default("send")
        @Doc("What becomes of entries it fails on: send, send_quiet, drop or drop_quiet.")
        OnError onError,
    @Key("if") @Doc("An expression: other entries pass as they are.")
        @Nullable ConditionText condition) {

  /** The id, or what stands for it. */
  String name() {
    return id.isEmpty() ? type : id;
  }

  /** Whether it has an id of its own, so that no number makes it one. */
  boolean isNamed() {
    return !name().equals(type);
  }
}
