package io.beltline.ottl.function;

import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.value.ValueKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An editor or converter: a name, a signature as data, and how a call is made of arguments.
 *
 * <p>Immutable; safe for all threads.
 */
public final class OttlFunction {

  /** Binds a call to its arguments, and checks what can be checked before the first record. */
  @FunctionalInterface
  public interface Maker<T> {
    /** The call. */
    T make(Arguments arguments) throws InvalidStatementException;
  }

  private final String name;
  private final @Nullable ValueKind result;
  private final List<Parameter> parameters;
  private final @Nullable Maker<Edition> edition;
  private final @Nullable Maker<Conversion> conversion;
  private final boolean pure;
  private final Set<ContextName> contexts;

  private OttlFunction(
      String name,
      @Nullable ValueKind result,
      List<Parameter> parameters,
      @Nullable Maker<Edition> edition,
      @Nullable Maker<Conversion> conversion,
      boolean pure,
      Set<ContextName> contexts) {
    this.name = name;
    this.result = result;
    this.parameters = List.copyOf(parameters);
    this.edition = edition;
    this.conversion = conversion;
    this.pure = pure;
    this.contexts = Set.copyOf(contexts);
  }

  /** An editor. Its name begins with a lower-case letter. */
  public static OttlFunction editor(String name, List<Parameter> parameters, Maker<Edition> maker) {
    return new OttlFunction(name, null, parameters, maker, null, false, Set.of());
  }

  /**
   * A converter whose result depends on its arguments only, so that constant arguments give a
   * constant. Its name begins with an upper-case letter.
   *
   * @param result what it gives, or null if that is seen only when it is evaluated
   */
  public static OttlFunction converter(
      String name,
      @Nullable ValueKind result,
      List<Parameter> parameters,
      Maker<Conversion> maker) {
    return new OttlFunction(name, result, parameters, null, maker, true, Set.of());
  }

  /** The same, whose result differs from call to call: it is never taken for a constant. */
  public OttlFunction impure() {
    return new OttlFunction(name, result, parameters, edition, conversion, false, contexts);
  }

  /** The same, for some contexts only. It looks at the record, and so is never a constant. */
  public OttlFunction in(ContextName... only) {
    return new OttlFunction(name, result, parameters, edition, conversion, false, Set.of(only));
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** What a converter gives, or null. */
  public @Nullable ValueKind result() {
    return result;
  }

  /** The parameters in their order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Whether it edits. */
  public boolean isEditor() {
    return edition != null;
  }

  /** Whether its result depends on its arguments only. */
  public boolean isPure() {
    return pure;
  }

  /** Whether it can be called in a context. */
  public boolean isKnownIn(ContextName context) {
    return contexts.isEmpty() || contexts.contains(context);
  }

  /** The contexts it can be called in; empty for all. */
  public Set<ContextName> contexts() {
    return contexts;
  }

  /** Binds a call of an editor. */
  public Edition edition(Arguments arguments) throws InvalidStatementException {
    if (edition == null) {
      throw new IllegalStateException(name + " is no editor");
    }
    return edition.make(arguments);
  }

  /** Binds a call of a converter. */
  public Conversion conversion(Arguments arguments) throws InvalidStatementException {
    if (conversion == null) {
      throw new IllegalStateException(name + " is no converter");
    }
    return conversion.make(arguments);
  }

  /** The signature, for messages and documentation: {@code IsMatch(target, pattern)}. */
  public String signature() {
    return name
        + parameters.stream()
            .map(p -> p.optional() ? "[" + p.name() + "]" : p.name())
            .collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public String toString() {
    return signature();
  }
}
