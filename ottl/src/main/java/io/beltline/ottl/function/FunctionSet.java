package io.beltline.ottl.function;

import io.beltline.ottl.context.ContextName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that statements may call. Immutable; safe for all threads. */
public final class FunctionSet {
  private final Map<String, OttlFunction> byName = new LinkedHashMap<>();

  /** Functions of different names. */
  public FunctionSet(Collection<OttlFunction> functions) {
    for (OttlFunction function : functions) {
      if (byName.put(function.name(), function) != null) {
        throw new IllegalArgumentException("there are two functions " + function.name());
      }
    }
  }

  /** All functions that do not belong to a single component. */
  public static FunctionSet standard() {
    return new FunctionSet(StandardFunctions.all());
  }

  /** The converters among all functions that do not belong to a single component. */
  public static FunctionSet converters() {
    return new FunctionSet(StandardFunctions.all().stream().filter(f -> !f.isEditor()).toList());
  }

  /** These functions and more. */
  public FunctionSet with(Collection<OttlFunction> more) {
    List<OttlFunction> all = new ArrayList<>(byName.values());
    all.addAll(more);
    return new FunctionSet(all);
  }

  /** The function of a name, or null. */
  public @Nullable OttlFunction find(String name) {
    return byName.get(name);
  }

  /** All functions in the order they were listed. */
  public Collection<OttlFunction> all() {
    return List.copyOf(byName.values());
  }

  /** The names of editors or converters that a context has. */
  public List<String> names(boolean editors, ContextName context) {
    return byName.values().stream()
        .filter(f -> f.isEditor() == editors && f.isKnownIn(context))
        .map(OttlFunction::name)
        .toList();
  }
}
