package io.beltline.processor.transform;

import io.beltline.model.Signal;
import io.beltline.ottl.function.FunctionSet;

/** The functions that statements of this processor may call. */
final class TransformFunctions {
  private TransformFunctions() {}

  static FunctionSet of(Signal signal) {
    return FunctionSet.standard();
  }
}
